package io.headrace.app.timing;

import java.util.Collection;

/// How long something took, in milliseconds with one decimal; NaN where nothing was measured.
///
/// @param n how often it was measured
public record Percentiles(double p50Ms, double p90Ms, double p99Ms, int n) {

    /// Percentiles of nanoseconds by nearest rank.
    public static Percentiles of(Collection<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Percentiles(rank(sorted, 0.50), rank(sorted, 0.90), rank(sorted, 0.99), sorted.length);
    }

    private static double rank(long[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return Math.round(sorted[Math.max(0, rank - 1)] / 1e5) / 10.0;
    }
}
