package io.headrace.simulation.promises;

import io.headrace.simulation.source.Captured.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What stands in one partition of a row topic from one whole read of the table on, as far as the next read.
///
/// @param seen what the read saw; null: nothing was read yet
/// @param cut of the read
/// @param read rows of the read
/// @param changes what came from the WAL behind it; a TRUNCATE is its reset, and a DELETE has its tombstone behind it
record TopicStretch(@Nullable Seen seen, long cut, List<RowRecord> read, List<RowRecord> changes) {

    /// Reads of which only a beginning stands in the topic are left out, as readers leave them out.
    ///
    /// @param seen what a read saw, by its time
    static List<TopicStretch> of(List<RowRecord> records, Reads seen) {
        List<TopicStretch> stretches = new ArrayList<>();
        List<RowRecord> changes = new ArrayList<>();
        List<RowRecord> read = new ArrayList<>();
        RowRecord reset = null;
        stretches.add(new TopicStretch(null, 0, List.of(), changes));
        for (RowRecord record : records) {
            if (record.isReset()) {
                read = new ArrayList<>();
                reset = record;
            } else if (record.isComplete()) {
                Seen look = seen.at(record);
                if (look == null) {
                    changes.add(Objects.requireNonNull(reset, "a generation begins before it is complete"));
                } else {
                    changes = new ArrayList<>();
                    stretches.add(new TopicStretch(look, record.cut(), read, changes));
                }
            } else if (!record.isTombstone() && record.operation().equals("r")) {
                read.add(record);
            } else {
                changes.add(record);
            }
        }
        return stretches;
    }

    /// Finds what a read saw.
    @FunctionalInterface
    interface Reads {
        /// Finds it; null where there was none.
        ///
        /// @param complete the mark at the end of a generation
        @Nullable
        Seen at(RowRecord complete);
    }
}
