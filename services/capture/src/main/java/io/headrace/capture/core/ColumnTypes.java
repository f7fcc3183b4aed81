package io.headrace.capture.core;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// PostgreSQL's types → [Kind]. A type that is not named here cannot be read; its column is left out and named.
public final class ColumnTypes {

    private static final Map<String, Kind> BINARY = Map.of(
            "int2", Kind.INT,
            "int4", Kind.INT,
            "int8", Kind.LONG,
            "float4", Kind.FLOAT,
            "float8", Kind.DOUBLE,
            "bool", Kind.BOOLEAN);

    private static final Set<String> AS_TEXT = Set.of(
            "numeric",
            "text",
            "varchar",
            "bpchar",
            "uuid",
            "date",
            "time",
            "timestamp",
            "timestamptz",
            "json",
            "jsonb");

    private ColumnTypes() {}

    /// How values of a type travel, if they can.
    ///
    /// @param typeName as in `pg_type.typname`; arrays begin with `_`
    public static Optional<Kind> kindOf(String typeName, boolean isEnum) {
        Kind binary = BINARY.get(typeName);
        if (binary != null) {
            return Optional.of(binary);
        }
        boolean text = isEnum || AS_TEXT.contains(typeName) || typeName.startsWith("_");
        return text ? Optional.of(Kind.TEXT) : Optional.empty();
    }
}
