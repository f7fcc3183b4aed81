package io.headrace.exact;

import java.util.List;

/// The column that a model is to tell: a number, or which of a few classes a row is of.
///
/// @param kind a numeric is told as a number; a boolean is one of two classes, a categorical one of
///     several
/// @param values of a categorical: its classes; empty for the others
public record Label(String column, Feature.Kind kind, List<String> values) {

    private static final List<String> FLAGS = List.of("false", "true");

    public Label {
        values = List.copyOf(values);
        if (kind == Feature.Kind.DATE) {
            throw new IllegalArgumentException("label %s is a date, which no model tells".formatted(column));
        }
        if (kind == Feature.Kind.CATEGORICAL ? values.size() < 2 : !values.isEmpty()) {
            throw new IllegalArgumentException(
                    "label %s is %s and declares %d classes: a categorical has two at least, no other has any"
                            .formatted(column, kind, values.size()));
        }
    }

    public static Label numeric(String column) {
        return new Label(column, Feature.Kind.NUMERIC, List.of());
    }

    public static Label bool(String column) {
        return new Label(column, Feature.Kind.BOOLEAN, List.of());
    }

    public static Label categorical(String column, List<String> values) {
        return new Label(column, Feature.Kind.CATEGORICAL, values);
    }

    /// The classes in the order of their numbers; none: it is a number.
    public List<String> classes() {
        return switch (kind) {
            case NUMERIC, DATE -> List.of();
            case BOOLEAN -> FLAGS;
            case CATEGORICAL -> values;
        };
    }
}
