package io.headrace.app.proof;

import io.headrace.dataset.stream.Content;
import io.headrace.dataset.stream.RowComparison.Difference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a table compares with its topic.
///
/// @param table `schema.table`
/// @param at where they were compared
/// @param inTable as the snapshot saw it
/// @param inTopic at the same point
/// @param differences the first ones; none: both hold the same
record TableResult(
        String table, String topic, Standing at, Content inTable, Content inTopic, List<Difference> differences) {

    TableResult {
        differences = List.copyOf(differences);
    }

    /// Where they were compared.
    ///
    /// @param lsn where the WAL was when the table's snapshot was there
    /// @param cut the last one that the snapshot saw
    /// @param unreadable records that were left out because nobody can read them
    /// @param firstUnreadable which, and why; null: there is none
    record Standing(
            long lsn, long cut, long unreadable, @Nullable String firstUnreadable) {}

    boolean holds() {
        return inTable.equals(inTopic);
    }
}
