package io.headrace.dataset.core;

/// A row whose values are read where they lie. Valid until its reader moves on.
public interface RowValues {

    RowShape shape();

    boolean isNull(int column);

    /// Of an [Kind#INTEGER].
    long integer(int column);

    /// Of a [Kind#FLOATING].
    double floating(int column);

    boolean flag(int column);

    String text(int column);

    /// The value as text, the same under every schema that can hold it: what a hash may be taken of.
    default String canonical(int column) {
        return switch (shape().kind(column)) {
            case INTEGER -> Long.toString(integer(column));
            case FLOATING -> Double.toString(floating(column) + 0.0);
            case BOOLEAN -> Boolean.toString(flag(column));
            case TEXT -> text(column);
            case OTHER ->
                throw new IllegalArgumentException("column %s has no canonical text".formatted(shape().name(column)));
        };
    }
}
