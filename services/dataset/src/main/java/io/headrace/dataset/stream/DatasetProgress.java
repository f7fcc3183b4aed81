package io.headrace.dataset.stream;

import io.headrace.dataset.core.RevisionId;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What the topology is doing, for people. Safe for use by many threads.
public final class DatasetProgress {

    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong deadLetters = new AtomicLong();
    private final AtomicLong merged = new AtomicLong();
    private final Map<String, Long> scans = new ConcurrentHashMap<>();

    void rowApplied() {
        rows.incrementAndGet();
    }

    void deadLetter() {
        deadLetters.incrementAndGet();
    }

    void merged(long cut) {
        merged.set(cut);
    }

    void scanned(RevisionId revision, int partition, long count) {
        scans.merge(scan(revision, partition), count, Long::sum);
    }

    long scanEnded(RevisionId revision, int partition) {
        Long count = scans.remove(scan(revision, partition));
        return count == null ? 0 : count;
    }

    /// Rows applied since the start.
    public long rows() {
        return rows.get();
    }

    /// Records that could not be read since the start.
    public long deadLetters() {
        return deadLetters.get();
    }

    /// The last cut merged here; 0: none since the start.
    public long merged() {
        return merged.get();
    }

    /// Rows read so far by each scan that runs, by revision and partition.
    public SortedMap<String, Long> scans() {
        return new TreeMap<>(scans);
    }

    private static String scan(RevisionId revision, int partition) {
        return revision + "/" + partition;
    }
}
