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
        if (kind != Kind.NUMERIC && takesMeanOrMedian(nulls)) {
            throw new IllegalArgumentException(
                    "feature %s has no mean and no median: only a numeric has; exclude its nulls or name a constant"
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

    /// Whether a null takes what the training rows say, mean or median.
    public boolean takesMeanOrMedian() {
        return takesMeanOrMedian(nulls);
    }

    private static boolean takesMeanOrMedian(@Nullable NullRule nulls) {
        return switch (nulls) {
            case NullRule.Mean(), NullRule.Median() -> true;
            case NullRule.Exclude(), NullRule.Constant _ -> false;
            case null -> false;
        };
    }

    /// How many encoded columns it becomes: a categorical of k values has k − 1, and one for all the
    /// undeclared; what is imputed has its value and whether that was null.
    public int width() {
        return switch (kind) {
            case CATEGORICAL -> values.size();
            case NUMERIC -> takesMeanOrMedian() ? 2 : 1;
            case BOOLEAN -> 1;
        };
    }
}
