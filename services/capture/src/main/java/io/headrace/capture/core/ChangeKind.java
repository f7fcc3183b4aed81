package io.headrace.capture.core;

import java.util.Locale;

/// What a record tells of a row, or of a whole table.
public enum ChangeKind {
    INSERT,
    UPDATE,
    DELETE,
    /// A table was emptied; its rows are not counted.
    TRUNCATE,
    /// A row was read with its table, for the first time or again.
    READ;

    /// What an envelope tells.
    ///
    /// @param op as an envelope has it: `c`, `u`, `d`, `t` or `r`
    public static ChangeKind of(String op) {
        return switch (op) {
            case "c" -> INSERT;
            case "u" -> UPDATE;
            case "d" -> DELETE;
            case "t" -> TRUNCATE;
            case "r" -> READ;
            default -> throw new IllegalArgumentException("'%s' is no op of an envelope".formatted(op));
        };
    }

    /// Such as `insert`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
