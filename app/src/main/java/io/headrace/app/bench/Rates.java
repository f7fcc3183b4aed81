package io.headrace.app.bench;

import java.util.ArrayList;
import java.util.List;

/// Rows per second, measured several times.
final class Rates {

    private final List<Double> measured = new ArrayList<>();

    /// Returns what it adds.
    double add(int rows, long nanos) {
        double rate = rows * 1e9 / nanos;
        measured.add(rate);
        return rate;
    }

    /// The middle one; the mean of the middle two of an even number.
    double median() {
        if (measured.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Double> sorted = measured.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
