package io.headrace.app.torture;

import io.headrace.app.torture.Ledger.Transaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Whether cuts are numbered in the order of the commits: what was known to be committed before the COMMIT of another
/// was sent has the smaller number.
final class CommitOrder {

    private final Map<Long, Long> cuts;
    private final Findings findings;

    /// @param cuts by transaction
    CommitOrder(Map<Long, Long> cuts, Findings findings) {
        this.cuts = cuts;
        this.findings = findings;
    }

    void check(List<Transaction> committed) {
        List<Transaction> located = new ArrayList<>(committed.stream()
                .filter(transaction -> cuts.containsKey(transaction.number()))
                .toList());
        located.sort(Comparator.comparingLong(this::cut).reversed());
        long earliest = Long.MAX_VALUE;
        long of = 0;
        for (Transaction transaction : located) {
            if (earliest < transaction.sent()) {
                findings.add(
                        Promise.CHANGES,
                        "transaction %d was committed before the COMMIT of %d was sent, and is cut %d behind cut %d"
                                .formatted(of, transaction.number(), cuts.get(of), cut(transaction)));
            }
            if (transaction.known() < earliest) {
                earliest = transaction.known();
                of = transaction.number();
            }
        }
    }

    private long cut(Transaction transaction) {
        return cuts.getOrDefault(transaction.number(), 0L);
    }
}
