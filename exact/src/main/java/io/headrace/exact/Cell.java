package io.headrace.exact;

/// A value of a row as a model sees it.
public sealed interface Cell {

    /// No value: SQL's null.
    Cell MISSING = new Missing();

    static Cell of(double value) {
        return new Numeric(value);
    }

    static Cell of(boolean value) {
        return new Flag(value);
    }

    static Cell of(String value) {
        return new Text(value);
    }

    record Missing() implements Cell {}

    record Numeric(double value) implements Cell {}

    record Flag(boolean value) implements Cell {}

    record Text(String value) implements Cell {}
}
