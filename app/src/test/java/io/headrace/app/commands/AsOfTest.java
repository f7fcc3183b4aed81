package io.headrace.app.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class AsOfTest {

    private final AsOf converter = new AsOf(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T12:00:00Z",
                "2026-01-31T12:00Z",
                "2026-01-31 12:00:00.000Z",
                "2026-01-31T13:00+01:00",
                "2026-01-31T06:00:00-06:00[America/Chicago]",
                "2026-01-31T13:00",
                "2026-01-31 13:00:00",
                " 2026-01-31T13:00:00.0 "
            })
    void readsATimeWithAnOffsetOrInTheZoneOfTheComputer(String text) {
        assertThat(converter.convert(text)).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    }

    @Test
    void keepsMicroseconds() {
        assertThat(converter.convert("2026-01-31T12:00:00.123456Z"))
                .isEqualTo(Instant.parse("2026-01-31T12:00:00.123456Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-01-31",
                "12:00",
                "2026-02-30T12:00:00Z",
                "2026-01-31T25:00",
                "1769860800",
                "+12026-01-31T12:00:00Z",
                "-2026-01-31T12:00:00Z"
            })
    void refusesWhatIsNoTimeAndSaysHowOneIsWritten(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'%s' is no time: write 2026-01-31T12:00:00Z, 2026-01-31T13:00+01:00,".formatted(text)
                        + " or 2026-01-31T12:00 for a time in Europe/Berlin");
    }
}
