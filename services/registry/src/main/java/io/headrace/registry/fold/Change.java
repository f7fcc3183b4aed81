package io.headrace.registry.fold;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an event does to a table. Applying it again changes nothing.
public sealed interface Change {

    String table();

    /// A new row; `event_id` is its identity.
    record Insert(String table, Map<String, @Nullable Object> row) implements Change {}

    /// Sets columns of the one row that is still open (its `open` column is null), if the event is newer than what
    /// the row has seen.
    ///
    /// @param key columns that tell the row
    /// @param open null in the row as long as it can change
    record Update(String table, Map<String, Object> key, String open, Map<String, @Nullable Object> set)
            implements Change {}
}
