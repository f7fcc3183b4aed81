package io.headrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowHistoryTest {

    @ParameterizedTest
    @ValueSource(strings = {"for-ever", "7d", "12h", "90m", "45s"})
    void isReadAsItIsWritten(String text) {
        assertThat(RowHistory.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "forever", "7", "d", "-7d", "07d", "7w", "1h30m", "9999999d"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> RowHistory.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'%s' is no row history: it is for-ever, or a length such as 7d, 12h, 30m or 45s", text);
    }

    @Test
    void refusesAHorizonThatIsTooShort() {
        assertThatThrownBy(() -> RowHistory.parse("9s"))
                .hasMessage("a row history of 9s is too short: it must be 10s or more");
    }

    @Test
    void compactsBehindTheHorizonAndMust() {
        assertThat(RowHistory.FOR_EVER.settings()).isEmpty();
        assertThat(RowHistory.parse("8h").settings())
                .containsOnlyKeys(RowHistory.SETTINGS)
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("min.compaction.lag.ms", "28800000")
                .containsEntry("max.compaction.lag.ms", "28800000")
                .containsEntry("segment.ms", "3600000");
        assertThat(RowHistory.step(Duration.ofDays(365))).isEqualTo(Duration.ofDays(1));
    }
}
