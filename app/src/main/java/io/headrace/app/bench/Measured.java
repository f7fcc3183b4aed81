package io.headrace.app.bench;

import java.util.ArrayList;
import java.util.List;

/// What was measured several times.
final class Measured {

    private final List<Double> measured = new ArrayList<>();

    void add(double value) {
        measured.add(value);
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
