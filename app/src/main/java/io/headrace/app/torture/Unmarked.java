package io.headrace.app.torture;

import io.headrace.app.torture.Ledger.Transaction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Transactions whose mark is no change in its topic, because the table of marks was read after they had left it.
///
/// After a lost slot the tables are read one by one, and what is committed between two of those reads is a change in
/// one topic and part of the read in the other. What such a transaction did elsewhere says which one it is. That its
/// mark may be missing is for [PartComparison] to judge. A TRUNCATE alone says nothing: every read begins like one.
///
/// @param cuts by transaction, to which this adds
/// @param known committed transactions by number
record Unmarked(Map<Long, Long> cuts, Map<Long, Transaction> known) {

    private record Change(String table, ChangeSum.Value sum) {}

    private static final ChangeSum.Value GENERATION = generation();

    private static ChangeSum.Value generation() {
        ChangeSum sum = new ChangeSum();
        sum.add(ChangeSum.Op.TRUNCATE, 0, 0);
        return sum.value();
    }

    /// @param tables parts by table and cut
    void locate(Map<String, Map<Long, CutParts.Part>> tables) {
        Map<Change, Long> wanted = new HashMap<>();
        Set<Change> ambiguous = new HashSet<>();
        known.values().stream()
                .filter(transaction -> !cuts.containsKey(transaction.number()))
                .forEach(transaction -> transaction.parts().forEach((table, sum) -> {
                    Change change = new Change(table, sum.value());
                    if (wanted.put(change, transaction.number()) != null) {
                        ambiguous.add(change);
                    }
                }));
        wanted.keySet().removeAll(ambiguous);
        wanted.keySet().removeIf(change -> change.sum().equals(GENERATION));
        Set<Long> marked = Set.copyOf(cuts.values());
        tables.forEach((table, parts) -> parts.forEach((cut, part) -> {
            Long number = wanted.get(new Change(table, part.sum().value()));
            if (number != null && !marked.contains(cut)) {
                cuts.put(number, cut);
            }
        }));
    }
}
