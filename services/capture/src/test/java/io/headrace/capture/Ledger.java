package io.headrace.capture;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What the workload has committed.
///
/// Every change of a row raises its version by one, a delete leaves it; every transaction has a number that
/// stands in the rows it writes.
final class Ledger {

    /// A table and a transaction.
    record Part(String table, long transaction) {}

    /// Rows that a transaction changed in a table.
    private final Map<Part, Integer> changes = new ConcurrentHashMap<>();

    /// The last version of each key; negative when the row is deleted.
    private final Map<String, Map<Long, Long>> versions = new ConcurrentHashMap<>();

    void committed(Part part, int rows) {
        changes.put(part, rows);
    }

    void version(String table, long id, long version) {
        versions(table).put(id, version);
    }

    Map<Long, Long> versions(String table) {
        return versions.computeIfAbsent(table, t -> new ConcurrentHashMap<>());
    }

    Map<Part, Integer> changes() {
        return changes;
    }
}
