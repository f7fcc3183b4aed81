package io.headrace.exact;

import java.util.List;

/// A column that a model may look at.
///
/// @param values of a categorical: the declared values, the first is the reference; empty for the others
public record Feature(String column, Kind kind, List<String> values) {

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
    }

    public static Feature numeric(String column) {
        return new Feature(column, Kind.NUMERIC, List.of());
    }

    public static Feature bool(String column) {
        return new Feature(column, Kind.BOOLEAN, List.of());
    }

    public static Feature categorical(String column, List<String> values) {
        return new Feature(column, Kind.CATEGORICAL, values);
    }

    /// How many encoded columns it becomes: a categorical of k values has k − 1, and one for all the undeclared.
    public int width() {
        return kind == Kind.CATEGORICAL ? values.size() : 1;
    }
}
