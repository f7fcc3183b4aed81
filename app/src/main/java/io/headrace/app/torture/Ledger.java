package io.headrace.app.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// What was committed, kept outside of Headrace.
final class Ledger {

    private final AtomicLong numbers = new AtomicLong();
    private final List<Transaction> committed = new ArrayList<>();
    private long changes;
    private long unanswered;

    /// A committed transaction.
    ///
    /// @param sent when its COMMIT was sent, in nanoseconds of this JVM
    /// @param known when it was known to be committed
    /// @param parts what it changed, by table
    record Transaction(long number, long sent, long known, Map<String, ChangeSum> parts) {

        long changes() {
            return parts.values().stream().mapToLong(ChangeSum::changes).sum();
        }
    }

    /// The number of a transaction that begins.
    long next() {
        return numbers.incrementAndGet();
    }

    synchronized void committed(Transaction transaction) {
        committed.add(transaction);
        changes += transaction.changes();
    }

    /// A COMMIT got no answer, and its row was looked up.
    synchronized void lookedUp() {
        unanswered++;
    }

    synchronized List<Transaction> transactions() {
        return List.copyOf(committed);
    }

    synchronized long changes() {
        return changes;
    }

    synchronized long unanswered() {
        return unanswered;
    }

    @Override
    public synchronized String toString() {
        return "%,d changes in %,d transactions".formatted(changes, committed.size());
    }
}
