package io.headrace.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RowTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-22 18:53:26.150961+00, 2026-11-22T18:53:26.150961Z",
        "2026-11-22 18:53:26+00, 2026-11-22T18:53:26Z",
        "2026-11-22 18:53:26.1+05:30, 2026-11-22T13:23:26.100Z"
    })
    void readsWhatPostgresWrites(String text, Instant time) {
        assertThat(RowTime.instant(text)).isEqualTo(time);
    }
}
