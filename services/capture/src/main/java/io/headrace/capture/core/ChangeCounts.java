package io.headrace.capture.core;

import java.util.EnumMap;
import java.util.Map;

/// How many changes there were of each kind. Counted for every row, so without objects. Not thread-safe.
public final class ChangeCounts {

    private long inserts;
    private long updates;
    private long deletes;
    private long truncations;
    private long reads;

    public void add(ChangeKind kind, long number) {
        switch (kind) {
            case INSERT -> inserts += number;
            case UPDATE -> updates += number;
            case DELETE -> deletes += number;
            case TRUNCATE -> truncations += number;
            case READ -> reads += number;
        }
    }

    public void add(ChangeCounts others) {
        inserts += others.inserts;
        updates += others.updates;
        deletes += others.deletes;
        truncations += others.truncations;
        reads += others.reads;
    }

    /// All of them, by their kind.
    public Map<ChangeKind, Long> byKind() {
        Map<ChangeKind, Long> counts = new EnumMap<>(ChangeKind.class);
        counts.put(ChangeKind.INSERT, inserts);
        counts.put(ChangeKind.UPDATE, updates);
        counts.put(ChangeKind.DELETE, deletes);
        counts.put(ChangeKind.TRUNCATE, truncations);
        counts.put(ChangeKind.READ, reads);
        return counts;
    }
}
