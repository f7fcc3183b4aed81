package io.headrace.simulation.source;

import java.util.List;

/// A table's columns.
///
/// @param full whether the WAL brings a deleted row whole, not its key alone
public record Shape(String schema, String table, List<Column> columns, boolean full) {

    public Shape {
        columns = List.copyOf(columns);
    }

    /// The types that the simulated tables have.
    public enum Type {
        INT,
        LONG,
        DOUBLE,
        BOOLEAN,
        TEXT
    }

    /// One column.
    public record Column(String name, Type type, boolean isKey) {}

    public static Column key(String name, Type type) {
        return new Column(name, type, true);
    }

    public static Column column(String name, Type type) {
        return new Column(name, type, false);
    }

    /// `schema.table`
    public String name() {
        return schema + '.' + table;
    }
}
