package io.headrace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Runs of the whole loop that are decided by a seed each: 1 … 500, or as many as `-Dheadrace.seeds` says, or the one
/// of `-Dheadrace.seed`, with its trace.
class SimulationTest {

    private static final int SEEDS = Integer.getInteger("headrace.seeds", 500);
    private static final long ONE = Long.getLong("headrace.seed", 0);

    @Test
    void everyPromiseHoldsForEverySeed() {
        if (ONE != 0) {
            Outcome outcome = Outcome.of(ONE, true);
            outcome.trace().forEach(System.out::println);
            assertThat(outcome.holds()).as(outcome.sentence()).isTrue();
            return;
        }
        // Each run has one thread; runs have nothing in common.
        List<String> broken = LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(seed -> Outcome.of(seed, false))
                .filter(outcome -> !outcome.holds())
                .map(Outcome::sentence)
                .toList();

        assertThat(broken).as("seeds that break a promise, of %d", SEEDS).isEmpty();
    }

    @Test
    void aSeedGoesTheSameWayEveryTime() {
        for (long seed = 1; seed <= 5; seed++) {
            Outcome first = Outcome.of(seed, true);
            Outcome second = Outcome.of(seed, true);

            assertThat(second.trace()).as("the steps of seed %d", seed).isEqualTo(first.trace());
            assertThat(second.digest()).isEqualTo(first.digest());
        }
    }

    @Test
    void anotherSeedGoesAnotherWay() {
        assertThat(Outcome.of(1, false).digest())
                .isNotEqualTo(Outcome.of(2, false).digest());
    }
}
