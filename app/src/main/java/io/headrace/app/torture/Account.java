package io.headrace.app.torture;

import io.headrace.app.torture.ChangeSum.Op;
import java.util.Map;
import java.util.TreeMap;

/// What a transaction has changed so far. Not thread-safe.
final class Account {

    private final long number;
    private final Map<String, ChangeSum> parts = new TreeMap<>();
    private int step;

    /// @param number the transaction's, which stands in the rows it writes
    Account(long number) {
        this.number = number;
    }

    long number() {
        return number;
    }

    /// The number of the next statement, which stands in the rows it writes too.
    int nextStep() {
        return ++step;
    }

    void change(String table, Op op, long id, long version) {
        parts.computeIfAbsent(table, name -> new ChangeSum()).add(op, id, version);
    }

    Map<String, ChangeSum> parts() {
        return Map.copyOf(parts);
    }
}
