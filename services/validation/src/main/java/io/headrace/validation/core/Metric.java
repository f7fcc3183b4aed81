package io.headrace.validation.core;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// A figure that a gate can speak of.
public enum Metric {
    /// Root of the mean squared error; lower is better.
    RMSE("rmse") {
        @Override
        double of(Figures figures) {
            return figures.rmse();
        }
    },

    /// Share of the label's variance that is explained; higher is better.
    R2("r2") {
        @Override
        double of(Figures figures) {
            return figures.r2();
        }
    },

    /// Mean of prediction − label; nearer to 0 is better.
    MEAN_ERROR("mean-error") {
        @Override
        double of(Figures figures) {
            return figures.meanError();
        }
    };

    private final String word;

    Metric(String word) {
        this.word = word;
    }

    abstract double of(Figures figures);

    static Optional<Metric> named(String word) {
        return Arrays.stream(values())
                .filter(metric -> metric.word.equals(word))
                .findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(metric -> metric.word).collect(Collectors.joining(", "));
    }
}
