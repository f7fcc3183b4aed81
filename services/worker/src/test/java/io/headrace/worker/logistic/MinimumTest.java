package io.headrace.worker.logistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headrace.worker.fitting.Watcher;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MinimumTest {

    private static final Watcher PATIENT = new Watcher() {
        @Override
        public void at(int round, int rounds) {}

        @Override
        public boolean isStopped() {
            return false;
        }
    };

    @Test
    void findsTheBottomOfAnyBowl() {
        long seed = Long.getLong("headrace.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            Bowl bowl = Bowl.random(random, 1 + random.nextInt(30));
            Minimum.End end = new Minimum(bowl).find(10_000, Long.MAX_VALUE, PATIENT);
            assertThat(end).as("seed %d", seed).isInstanceOf(Minimum.End.Found.class);
            double[] point = ((Minimum.End.Found) end).point();
            for (int at = 0; at < point.length; at++) {
                assertThat(point[at]).as("seed %d", seed).isCloseTo(bowl.bottom()[at], within(1e-6));
            }
        }
    }

    @Test
    void saysThatItIsNotThereYet() {
        Bowl bowl = Bowl.random(new Random(1), 30);
        assertThat(new Minimum(bowl).find(1, Long.MAX_VALUE, PATIENT)).isInstanceOf(Minimum.End.NotYet.class);
    }

    /// Σ weight · (x − bottom)², with weights that differ by a factor of a thousand.
    @SuppressWarnings("ArrayRecordComponent") // Of one test.
    private record Bowl(double[] weights, double[] bottom) implements Loss {

        static Bowl random(Random random, int size) {
            return new Bowl(
                    random.doubles(size, 0.01, 10).toArray(),
                    random.doubles(size, -5, 5).toArray());
        }

        @Override
        public int parameters() {
            return weights.length;
        }

        @Override
        public double at(double[] point, double[] gradient) {
            double sum = 0;
            for (int i = 0; i < point.length; i++) {
                double off = point[i] - bottom[i];
                sum += weights[i] * off * off;
                gradient[i] = 2 * weights[i] * off;
            }
            return sum;
        }
    }
}
