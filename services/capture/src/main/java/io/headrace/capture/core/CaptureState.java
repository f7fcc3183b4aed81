package io.headrace.capture.core;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// What an engine remembers, written in the Kafka transaction of the rows it speaks of.
///
/// @param server which PostgreSQL it is about
/// @param commitLsn every transaction committed up to here is in the topics
/// @param lastCut the last cut number given away
/// @param tables by `schema.table`
public record CaptureState(Server server, long commitLsn, long lastCut, Map<String, TableState> tables) {

    /// A PostgreSQL server, told from a copy of it.
    public record Server(String systemId, int timeline) {}

    public CaptureState {
        tables = Map.copyOf(tables);
    }

    public static CaptureState fresh(Server server, long lsn) {
        return new CaptureState(server, lsn, 0, Map.of());
    }

    public TableState table(String name) {
        return tables.getOrDefault(name, TableState.NONE);
    }

    public CaptureState with(String name, TableState table) {
        Map<String, TableState> changed = new HashMap<>(tables);
        changed.put(name, table);
        return new CaptureState(server, commitLsn, lastCut, changed);
    }

    public CaptureState withCut(long number) {
        return new CaptureState(server, commitLsn, number, tables);
    }

    /// The state behind a transaction.
    public CaptureState behind(long lsn) {
        boolean snapshots = tables.values().stream().anyMatch(t -> t.snapshot() != null);
        if (!snapshots) {
            return new CaptureState(server, lsn, lastCut, tables);
        }
        Map<String, TableState> passed = new TreeMap<>();
        tables.forEach((name, table) -> passed.put(name, table.passed(lsn)));
        return new CaptureState(server, lsn, lastCut, passed);
    }

    /// The same tables behind a new slot: each is to be read again, into a new generation.
    public CaptureState reread(Server newServer, long lsn) {
        Map<String, TableState> again = new TreeMap<>();
        tables.forEach((name, table) -> again.put(name, new TableState(table.generation(), "", false, null, 0)));
        return new CaptureState(newServer, lsn, lastCut, again);
    }
}
