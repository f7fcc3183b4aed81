package io.headrace.capture.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What waits is lag; what is quiet is not.
class CaptureLagTest {

    private static final Instant BEGAN = Instant.parse("2026-01-01T12:00:00Z");

    private final CaptureLag lag = new CaptureLag();

    @Test
    void aQuietSourceIsNotBehindHoweverOldItsLastCutIs() {
        Instant hourAgo = BEGAN.minusSeconds(3_600);
        for (int second = 0; second < 100; second++) {
            assertThat(look(second, 500, 500, hourAgo)).isZero();
        }
    }

    @Test
    void walThatConcernsNobodyIsNotLagOnceItIsPassed() {
        assertThat(look(0, 100, 90)).isZero();
        assertThat(look(1, 200, 100)).isZero();
        assertThat(look(2, 300, 200)).isZero();
        assertThat(look(3, 400, 300)).isZero();
    }

    @Test
    void whatIsNotPassedHasWaitedSinceItWasFirstSeen() {
        look(0, 100, 100);
        look(1, 200, 100);
        look(2, 300, 100);

        assertThat(look(11, 400, 100)).isEqualTo(Duration.ofSeconds(10));
        assertThat(look(12, 400, 200)).isEqualTo(Duration.ofSeconds(10));
        assertThat(look(13, 400, 400)).isZero();
    }

    @Test
    void whoeverReadsOldTransactionsIsAsFarBehindAsTheirCommits() {
        look(0, 1_000, 100);

        assertThat(look(5, 1_000, 300, BEGAN.minusSeconds(3_595))).isEqualTo(Duration.ofHours(1));
        assertThat(look(6, 1_000, 1_000, BEGAN)).isZero();
    }

    @Test
    void aTransactionThatWasCapturedLongBeforeSomethingWaitedTellsNothing() {
        Instant hourAgo = BEGAN.minusSeconds(3_600);
        look(0, 100, 100, hourAgo);
        look(1, 200, 100, hourAgo);

        assertThat(look(6, 200, 100, hourAgo)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void hoursOfWaitingAreRememberedInFewMarks() {
        for (int second = 0; second < 20_000; second++) {
            look(second, 1_000 + second, 100);
        }

        assertThat(look(20_000, 21_000, 100)).isEqualTo(Duration.ofSeconds(20_000));
        assertThat(look(20_001, 21_000, 11_000)).isCloseTo(Duration.ofSeconds(10_001), Duration.ofMinutes(1));
    }

    private Duration look(int second, long written, long passed) {
        return lag.look(new CaptureLag.Look(BEGAN.plusSeconds(second), written, passed, Optional.empty()));
    }

    private Duration look(int second, long written, long passed, Instant captured) {
        return lag.look(new CaptureLag.Look(BEGAN.plusSeconds(second), written, passed, Optional.of(captured)));
    }
}
