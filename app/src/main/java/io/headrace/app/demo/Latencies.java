package io.headrace.app.demo;

import java.util.Arrays;
import java.util.Collection;

/// How long commits took to reach the subscriber.
record Latencies(double p50Ms, double p99Ms, int n) {

    /// Percentiles of nanoseconds by nearest rank.
    static Latencies of(Collection<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Latencies(rank(sorted, 0.50), rank(sorted, 0.99), sorted.length);
    }

    private static double rank(long[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return Math.round(sorted[Math.max(0, rank - 1)] / 1e5) / 10.0;
    }

    static Latencies none() {
        return of(Arrays.asList());
    }
}
