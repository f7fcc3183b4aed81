package io.headrace.capture.stream;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A PostgreSQL transaction as it comes in. Complete once its END was seen.
final class Transaction implements AutoCloseable {

    private final long xid;
    private final EntryBuffer entries;
    private final Map<String, int[]> rows = new HashMap<>();
    private final Map<String, Integer> truncations = new HashMap<>();
    private final int partitions;
    private long committedAt;

    Transaction(long xid, int partitions, Path spool, long memory) {
        this.xid = xid;
        this.partitions = partitions;
        this.entries = new EntryBuffer(spool, memory);
    }

    void add(Entry entry, long commitMicros) {
        committedAt = commitMicros;
        entries.add(entry);
        switch (entry) {
            case Entry.Row row -> rows.computeIfAbsent(row.table(), t -> new int[partitions])[row.partition()]++;
            case Entry.Truncate truncate -> truncations.merge(truncate.table(), 1, Integer::sum);
            case Entry.Event ignored -> {}
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

    /// TRUNCATEs by table.
    Map<String, Integer> truncations() {
        return truncations;
    }

    @Override
    public void close() {
        entries.close();
    }
}
