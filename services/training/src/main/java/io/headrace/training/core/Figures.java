package io.headrace.training.core;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How well one model version does on the test split of one dataset version.
///
/// @param rmse NaN where the label is no number, as are the two others
/// @param r2 NaN where the label is constant
/// @param meanError mean of prediction − label
/// @param others by their words; one that cannot be told is left out
/// @param slices on some of the rows
public record Figures(
        long testRows, double rmse, double r2, double meanError, Map<String, Double> others, List<Slice> slices) {

    public Figures {
        others = Map.copyOf(others);
        slices = List.copyOf(slices);
    }

    /// Of sums of all rows.
    public Figures(long testRows, double rmse, double r2, double meanError) {
        this(testRows, rmse, r2, meanError, Map.of(), List.of());
    }

    /// On the rows that have one value in one feature.
    ///
    /// @param value null: no value, or an undeclared one
    /// @param figures all, by their words
    public record Slice(String column, @Nullable String value, long testRows, Map<String, Double> figures) {
        public Slice {
            figures = Map.copyOf(figures);
        }
    }
}
