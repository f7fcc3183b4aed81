package io.headrace.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReadingTest {

    private static final Reading LATENCY = Reading.of("p50_ms", "p50, ms", 9.1);

    @Test
    void anAimAtTheMeasuredIsHeldUpToItsLimit() {
        assertThat(Reading.of("a", "a", 40.0).aimingAt(Aim.atMost(40)).held()).isTrue();
        assertThat(Reading.of("a", "a", 40.1).aimingAt(Aim.atMost(40)).held()).isFalse();
    }

    @Test
    void anAimAtTheRatioIsHeldByTheCounterpart() {
        assertThat(LATENCY.beside(6.5).aimingAt(Aim.ratioAtMost(2)).held()).isTrue();
        assertThat(LATENCY.beside(4.5).aimingAt(Aim.ratioAtMost(2)).held()).isFalse();
        assertThat(LATENCY.beside(20).aimingAt(Aim.ratioAtLeast(0.4)).held()).isTrue();
        assertThat(LATENCY.beside(30).aimingAt(Aim.ratioAtLeast(0.4)).held()).isFalse();
    }

    @Test
    void isRoundedForPeopleAlone() {
        Reading reading = LATENCY.beside(7).aimingAt(Aim.ratioAtMost(2));

        assertThat(reading.cells()).containsExactly("p50, ms", "9.10", "7.00", "1.30", "ratio ≤ 2", "held");
        assertThat(reading.json())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "name",
                        "p50_ms",
                        "measured",
                        9.1,
                        "bare",
                        7.0,
                        "ratio",
                        9.1 / 7,
                        "aim",
                        Map.of("ratio_at_most", 2.0),
                        "held",
                        true));
    }

    @Test
    void expectsNothingWithoutAnAim() {
        assertThat(LATENCY.held()).isNull();
        assertThat(LATENCY.cells()).containsExactly("p50, ms", "9.10", "", "", "", "");
        assertThat(LATENCY.json()).containsEntry("bare", null).containsEntry("held", null);
    }

    @Test
    void showsLargeNumbersWhole() {
        assertThat(Reading.of("rows", "rows/s", 19_412.4).cells()).contains("19,412");
        assertThat(Reading.of("ms", "ms", 203.24).cells()).contains("203.2");
    }

    @Test
    void showsASmallRatioWithMoreDecimals() {
        assertThat(Reading.of("ms", "ms", 1.25).beside(3_201).cells()).contains("0.0004");
        assertThat(Reading.of("ms", "ms", 1.0).beside(4).cells()).contains("0.25");
    }

    @Test
    void refusesWhatWasNotMeasured() {
        assertThatThrownBy(() -> Reading.of("p50_ms", "p50, ms", Double.NaN))
                .hasMessage("p50_ms was not measured: NaN beside null");
        assertThatThrownBy(() -> LATENCY.beside(0)).hasMessage("p50_ms was not measured: 9.1 beside 0.0");
    }

    @Test
    void refusesAnAimAtARatioWithoutACounterpart() {
        assertThatThrownBy(() -> LATENCY.aimingAt(Aim.ratioAtMost(2)))
                .hasMessage("p50_ms has no counterpart that its aim could mean");
    }

    @Test
    void saysItsAimTheSameWayToPeopleAndPrograms() {
        assertThat(Aim.atMost(0.4).text()).isEqualTo("≤ 0.4");
        assertThat(Aim.atMost(150).text()).isEqualTo("≤ 150");
        assertThat(Aim.ratioAtLeast(0.7).text()).isEqualTo("ratio ≥ 0.7");
        assertThat(Aim.atMost(150).json()).isEqualTo(Map.of("at_most", 150.0));
        assertThat(Aim.ratioAtLeast(0.7).json()).isEqualTo(Map.of("ratio_at_least", 0.7));
    }
}
