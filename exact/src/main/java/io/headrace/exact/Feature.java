package io.headrace.exact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A column that a model may look at.
///
/// @param values of a categorical: the declared values, the first is the reference; empty for the others
/// @param nulls what becomes of a null; null: as the encoding says of all features
public record Feature(
        String column,
        Kind kind,
        List<String> values,
        @Nullable NullRule nulls) {

    /// How a column becomes numbers.
    public enum Kind {
        NUMERIC,
        BOOLEAN,
        CATEGORICAL
    }

    public Feature {
        values = List.copyOf(values);
        if (kind == Kind.CATEGORICAL && values.isEmpty()) {
            throw new IllegalArgumentException(
                    "categorical feature %s declares no value: name at least its reference".formatted(column));
        }
        if (kind != Kind.NUMERIC && nulls instanceof NullRule.Mean) {
            throw new IllegalArgumentException(
                    "feature %s has no mean: only a numeric has one; exclude its nulls or name a constant"
                            .formatted(column));
        }
    }

    public static Feature numeric(String column) {
        return new Feature(column, Kind.NUMERIC, List.of(), null);
    }

    public static Feature bool(String column) {
        return new Feature(column, Kind.BOOLEAN, List.of(), null);
    }

    public static Feature categorical(String column, List<String> values) {
        return new Feature(column, Kind.CATEGORICAL, values, null);
    }

    /// The same with a rule of its own for nulls.
    public Feature with(NullRule rule) {
        return new Feature(column, kind, values, rule);
    }

    /// Whether a null takes the mean.
    public boolean takesMean() {
        return nulls instanceof NullRule.Mean;
    }

    /// How many encoded columns it becomes: a categorical of k values has k − 1, and one for all the
    /// undeclared; what takes the mean has its value and whether that was null.
    public int width() {
        return switch (kind) {
            case CATEGORICAL -> values.size();
            case NUMERIC -> takesMean() ? 2 : 1;
            case BOOLEAN -> 1;
        };
    }
}
