package io.headrace.app.torture;

import io.headrace.app.torture.Ledger.Transaction;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The ledger's transactions against one table's topic.
///
/// A transaction that is missing in the topic is excused only where the table was read again between the transactions
/// that stand before and behind it: then the read holds its rows, and `verify` shows that the rows are right. Where
/// nobody knows its cut, because its mark was in a read too, those are before and behind it whose times say so.
final class PartComparison {

    private final String table;
    private final NavigableMap<Long, CutParts.Part> parts;
    private final Map<Long, Long> cuts;
    private final Map<Long, Transaction> known;
    private final Findings findings;
    private final TreeSet<Long> reads = new TreeSet<>();
    private final TreeMap<Long, Transaction> changes = new TreeMap<>();

    /// @param parts of the table, by cut
    /// @param cuts by transaction
    /// @param known committed transactions by number
    PartComparison(
            String table,
            Map<Long, CutParts.Part> parts,
            Map<Long, Long> cuts,
            Map<Long, Transaction> known,
            Findings findings) {
        this.table = table;
        this.parts = new TreeMap<>(parts);
        this.cuts = cuts;
        this.known = known;
        this.findings = findings;
    }

    void into(ChangeCount count) {
        Map<Long, Long> transactions = new HashMap<>();
        cuts.forEach((number, cut) -> transactions.put(cut, number));
        parts.forEach((cut, part) -> found(cut, part, transactions.get(cut), count));
        known.values().forEach(transaction -> {
            ChangeSum part = transaction.parts().get(table);
            if (part != null) {
                count.committed += part.changes();
                missing(transaction, part, count);
            }
        });
    }

    private void found(long cut, CutParts.Part part, @Nullable Long number, ChangeCount count) {
        if (number == null) {
            read(cut, part.sum().changes(), count);
            return;
        }
        Transaction transaction = known.get(number);
        ChangeSum wanted = transaction == null ? null : transaction.parts().get(table);
        if (transaction == null || wanted == null) {
            count.doubled += part.sum().changes();
            findings.add(
                    Promise.CHANGES,
                    "%s: cut %d holds %d changes of transaction %d, which %s"
                            .formatted(
                                    table,
                                    cut,
                                    part.sum().changes(),
                                    number,
                                    transaction == null ? "was not committed" : "changed nothing there"));
            return;
        }
        changes.put(cut, transaction);
        compare(cut, part.sum(), wanted, number, count);
    }

    /// A cut of no transaction is a read, which has one record that begins a generation.
    private void read(long cut, long changes, ChangeCount count) {
        reads.add(cut);
        if (changes > 1) {
            count.doubled += changes - 1;
            findings.add(
                    Promise.CHANGES,
                    "%s: cut %d holds %d changes of no transaction".formatted(table, cut, changes - 1));
        }
    }

    private void compare(long cut, ChangeSum there, ChangeSum wanted, long number, ChangeCount count) {
        count.found += Math.min(there.changes(), wanted.changes());
        count.lost += Math.max(0, wanted.changes() - there.changes());
        count.doubled += Math.max(0, there.changes() - wanted.changes());
        if (!there.isSame(wanted)) {
            findings.add(
                    Promise.CHANGES,
                    "%s: cut %d, transaction %d: the topic holds %d changes and the ledger %d, and they differ"
                            .formatted(table, cut, number, there.changes(), wanted.changes()));
        }
    }

    private void missing(Transaction transaction, ChangeSum part, ChangeCount count) {
        Long cut = cuts.get(transaction.number());
        if (cut != null && changes.containsKey(cut)) {
            return;
        }
        if (cut == null ? wasReadAround(transaction) : wasReadAround(cut, transaction)) {
            count.read += part.changes();
            return;
        }
        count.lost += part.changes();
        findings.add(
                Promise.CHANGES,
                "%s: %d changes of transaction %d are missing%s"
                        .formatted(table, part.changes(), transaction.number(), cut == null ? "" : " in cut " + cut));
    }

    private boolean wasReadAround(Transaction transaction) {
        long before = Long.MIN_VALUE;
        long behind = Long.MAX_VALUE;
        for (Map.Entry<Long, Transaction> other : changes.entrySet()) {
            if (other.getValue().known() < transaction.sent()) {
                before = Math.max(before, other.getKey());
            } else if (other.getValue().sent() > transaction.known()) {
                behind = Math.min(behind, other.getKey());
            }
        }
        Long read = reads.higher(before);
        return read != null && read < behind;
    }

    /// Of two that commit at the same time, the one with the later cut may be visible first.
    private boolean wasReadAround(long cut, Transaction transaction) {
        Long before = changes.lowerKey(cut);
        while (before != null && Objects.requireNonNull(changes.get(before)).known() > transaction.sent()) {
            before = changes.lowerKey(before);
        }
        Long behind = changes.higherKey(cut);
        Long read = reads.higher(before == null ? Long.MIN_VALUE : before);
        return read != null && (behind == null || read < behind);
    }
}
