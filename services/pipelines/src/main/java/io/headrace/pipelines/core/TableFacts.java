package io.headrace.pipelines.core;

import java.util.List;
import java.util.Map;

/// What the source's catalogue says about the table that a pipeline names.
public sealed interface TableFacts {

    /// The specification names no table that could be looked up.
    record NotAsked() implements TableFacts {}

    /// There is no such table.
    ///
    /// @param others tables of the source that there are, for a suggestion
    record Missing(String table, List<String> others) implements TableFacts {
        public Missing {
            others = List.copyOf(others);
        }
    }

    /// There is something of this name, which is no table that changes can be captured of.
    ///
    /// @param what it is, with its article: `a view`
    record Unfit(String table, String what) implements TableFacts {}

    /// There is such a table.
    ///
    /// @param primaryKey its columns; empty: it has none
    /// @param shared whether the table is in the publication `headrace`
    /// @param authorMayRead whether the pipeline's author holds SELECT
    record Found(
            String table, Map<String, Column> columns, List<String> primaryKey, boolean shared, boolean authorMayRead)
            implements TableFacts {
        public Found {
            columns = Map.copyOf(columns);
            primaryKey = List.copyOf(primaryKey);
        }
    }

    /// A column of the table.
    ///
    /// @param type as PostgreSQL writes it: `double precision`
    /// @param kind what a pipeline can do with it
    record Column(String type, ColumnKind kind) {}

    enum ColumnKind {
        NUMERIC,
        BOOLEAN,
        /// Text, or an enum or uuid, whose values have one spelling.
        TEXT,
        /// A date, or a date with a time of day.
        TEMPORAL,
        /// Computed by PostgreSQL and not part of what is replicated.
        GENERATED,
        OTHER
    }
}
