package io.headrace.simulation.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that a transaction wrote into the WAL.
public sealed interface WalChange {

    /// `schema.table`
    String table();

    /// A row.
    ///
    /// @param operation `c`, `u` or `d`
    /// @param before its key alone; null: the row is new, or its key stays
    /// @param after null: it is deleted
    /// @param lsn of the change
    record Changed(
            String table,
            String operation,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after,
            long lsn)
            implements WalChange {}

    /// All rows are gone.
    record Truncated(String table) implements WalChange {}

    /// A row of the outbox.
    record Decided(String table, Map<String, @Nullable Object> columns) implements WalChange {}
}
