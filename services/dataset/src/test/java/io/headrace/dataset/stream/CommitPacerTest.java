package io.headrace.dataset.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CommitPacerTest {

    private static final long NOON = 1_769_860_800_000L;

    private final CommitPacer pacer = new CommitPacer();

    /// Whether a cut of an age is due so long after the last commit.
    private boolean isDueAfter(long pause, Duration age) {
        pacer.done(NOON);
        long now = NOON + pause;
        return pacer.isDue(now, (now - age.toMillis()) * 1_000);
    }

    @Test
    void theOlderTheCutsTheMoreOfThemShareACommit() {
        assertThat(isDueAfter(9, Duration.ZERO)).isFalse();
        assertThat(isDueAfter(10, Duration.ZERO)).isTrue();
        assertThat(isDueAfter(49, Duration.ofMillis(200))).isFalse();
        assertThat(isDueAfter(50, Duration.ofMillis(200))).isTrue();
        assertThat(isDueAfter(99, Duration.ofDays(1))).isFalse();
        assertThat(isDueAfter(100, Duration.ofDays(1))).isTrue();
    }

    @Test
    void noCutWaitsForAClockThatWasSetBack() {
        pacer.done(NOON);
        long now = NOON - Duration.ofHours(1).toMillis();
        assertThat(pacer.isDue(now, now * 1_000)).isTrue();
        pacer.done(now);
        assertThat(pacer.isDue(now + 9, now * 1_000)).isFalse();
        assertThat(pacer.isDue(now + 10, now * 1_000)).isTrue();
    }

    @Test
    void aCutFromAClockThatIsAheadIsDueAtOnce() {
        assertThat(isDueAfter(10, Duration.ofHours(-1))).isTrue();
    }
}
