package io.headrace.validation.core;

import java.util.Map;

/// How well one model version does on the test split of one dataset version.
///
/// @param rmse NaN where the label is no number, as are the two others
/// @param r2 NaN where the label is constant
/// @param meanError mean of prediction − label
/// @param others by their words; one that cannot be told is left out
public record Figures(long testRows, double rmse, double r2, double meanError, Map<String, Double> others) {

    public Figures {
        others = Map.copyOf(others);
    }

    /// Without any others.
    public Figures(long testRows, double rmse, double r2, double meanError) {
        this(testRows, rmse, r2, meanError, Map.of());
    }
}
