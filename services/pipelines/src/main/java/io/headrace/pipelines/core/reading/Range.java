package io.headrace.pipelines.core.reading;

import java.util.Optional;

/// Numbers between two, both included.
record Range(double least, double most) {

    /// What is expected of whole numbers.
    String whole() {
        return "a whole number from %s to %s".formatted(Scalars.plain(least), Scalars.plain(most));
    }

    /// What is expected of numbers.
    String number() {
        return "a number from %s to %s".formatted(Scalars.plain(least), Scalars.plain(most));
    }

    /// Empty: it is none of them.
    Optional<Long> readWhole(Object value) {
        return Scalars.whole(value).filter(this::holds);
    }

    /// Empty: it is none of them.
    Optional<Double> readNumber(Object value) {
        return Scalars.finite(value).filter(this::holds);
    }

    private boolean holds(Number number) {
        return number.doubleValue() >= least && number.doubleValue() <= most;
    }
}
