package io.headrace.simulation.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A transaction that is not visible to others yet, and the locks that it holds as long.
final class OpenTransaction {

    private final long xid;
    private final List<WalChange> changes = new ArrayList<>();
    private final Set<String> rows = new TreeSet<>();
    private final Set<String> tables = new TreeSet<>();
    private boolean isCommitted;

    OpenTransaction(long xid) {
        this.xid = xid;
    }

    long xid() {
        return xid;
    }

    List<WalChange> changes() {
        return changes;
    }

    void lock(String table, long key) {
        rows.add(table + '/' + key);
    }

    /// Locks a whole table.
    void lock(String table) {
        tables.add(table);
    }

    boolean holds(String table, long key) {
        return tables.contains(table) || rows.contains(table + '/' + key);
    }

    /// Whether it has anything to do with a table.
    boolean touches(String table) {
        return tables.contains(table) || rows.stream().anyMatch(row -> row.startsWith(table + '/'));
    }

    boolean isCommitted() {
        return isCommitted;
    }

    void committed() {
        isCommitted = true;
    }
}
