package io.headrace.capture.stream;

import io.headrace.capture.core.ChangeCounts;
import io.headrace.capture.core.ChangeKind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL transaction as it comes in. Complete once its END was seen.
final class Transaction implements AutoCloseable {

    private final long xid;
    private final EntryBuffer entries;
    private final Map<String, int[]> rows = new HashMap<>();
    private final Map<String, ChangeCounts> changes = new HashMap<>();
    private final Map<String, Integer> truncations = new HashMap<>();
    private final int partitions;
    private long committedAt;

    Transaction(long xid, int partitions, Path spool, long memory) {
        this.xid = xid;
        this.partitions = partitions;
        this.entries = new EntryBuffer(spool, memory);
    }

    void add(ChangeReader.Change change) {
        committedAt = change.micros();
        add(change.entry());
        if (change.tombstone() != null) {
            add(change.tombstone());
        }
        switch (change.entry()) {
            case Entry.Row row -> count(row.table(), change.kind());
            case Entry.Truncate truncate -> count(truncate.table(), change.kind());
            case Entry.Event ignored -> {}
        }
    }

    private void add(Entry entry) {
        entries.add(entry);
        switch (entry) {
            case Entry.Row row -> rows.computeIfAbsent(row.table(), t -> new int[partitions])[row.partition()]++;
            case Entry.Truncate truncate -> truncations.merge(truncate.table(), 1, Integer::sum);
            case Entry.Event ignored -> {}
        }
    }

    private void count(String table, @Nullable ChangeKind kind) {
        if (kind != null) {
            changes.computeIfAbsent(table, t -> new ChangeCounts()).add(kind, 1);
        }
    }

    long xid() {
        return xid;
    }

    /// Commit time in microseconds since the epoch.
    long committedAt() {
        return committedAt;
    }

    EntryBuffer entries() {
        return entries;
    }

    /// Rows by table and partition.
    Map<String, int[]> rows() {
        return rows;
    }

    /// Changes by table.
    Map<String, ChangeCounts> changes() {
        return changes;
    }

    /// TRUNCATEs by table.
    Map<String, Integer> truncations() {
        return truncations;
    }

    @Override
    public void close() {
        entries.close();
    }
}
