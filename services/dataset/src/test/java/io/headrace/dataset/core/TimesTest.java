package io.headrace.dataset.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "1970-01-01, 0",
        "2026-02-28, 1772236800",
        "0001-01-01, -62135596800",
        "9999-12-31, 253402214400",
        "1969-12-31 23:59:59, -1",
        "2026-01-02 03:04:05, 1767323045",
        "2026-01-02 03:04:05+00, 1767323045",
        "2026-01-02 03:04:05.5, 1767323045.5",
        "2026-01-02 03:04:05.000001+00, 1767323045.000001"
    })
    void aDateOrTimeIsSeconds(String text, double seconds) {
        assertThat(Times.parse(text)).hasValue(seconds);
    }

    @Test
    void whatADoubleHasNoRoomForMakesNoOtherSecond() {
        assertThat(Math.floor(Times.parse("9999-12-31 23:59:59.999999").orElseThrow()))
                .isEqualTo(253_402_300_799.0);
    }

    @Test
    void everySecondOfADayIsTold() {
        LocalDateTime time = LocalDateTime.of(2024, 2, 29, 0, 0);
        for (int second = 0; second < 86_400; second += 997) {
            LocalDateTime at = time.plusSeconds(second);
            assertThat(Times.parse("%s %tT".formatted(at.toLocalDate(), at)))
                    .hasValue((double) at.toEpochSecond(ZoneOffset.UTC));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "infinity",
                "-infinity",
                "0044-03-15 BC",
                "0044-03-15 03:04:05 BC",
                "10000-01-01",
                "0000-01-01",
                "2026-02-29",
                "2026-13-01",
                "2026/01/01",
                "2026-01-02 24:00:00",
                "2026-01-02 03:60:05",
                "2026-01-02 03:04:60",
                "2026-01-02T03:04:05",
                "2026-01-02 03:04:05.",
                "2026-01-02 03:04:05.1234567",
                "2026-01-02 03:04:05,5",
                "2026-01-02 03:04",
                "12:30:00.5",
                "north east"
            })
    void anythingElseIsNoDate(String text) {
        assertThat(Times.parse(text)).isEmpty();
    }
}
