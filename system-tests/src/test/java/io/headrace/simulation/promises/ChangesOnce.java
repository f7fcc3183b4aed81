package io.headrace.simulation.promises;

import io.headrace.simulation.World;
import io.headrace.simulation.people.Tables;
import io.headrace.simulation.source.Captured.Seen;
import io.headrace.simulation.source.Shape;
import io.headrace.simulation.source.SourceDatabase;
import io.headrace.simulation.source.WalChange;
import io.headrace.simulation.source.WalChange.Changed;
import io.headrace.simulation.source.WalChange.Decided;
import io.headrace.simulation.source.WalChange.Truncated;
import io.headrace.simulation.source.WalTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Every committed change stands in its topic once and in order: in a read, or behind the last one.
final class ChangesOnce {

    private static final String TOMBSTONE = "the tombstone of ";

    private final World world;
    private final SourceHistory history;
    private final Verdict verdict;

    ChangesOnce(World world, SourceHistory history, Verdict verdict) {
        this.world = world;
        this.history = history;
        this.verdict = verdict;
    }

    void check() {
        for (Shape table : Tables.ALL) {
            List<List<TopicStretch>> partitions = new ArrayList<>();
            for (int partition = 0; partition < world.tables().partitions(); partition++) {
                partitions.add(history.stretches(table, partition));
            }
            int reads = partitions.getFirst().size();
            verdict.expect(
                    partitions.stream().allMatch(one -> one.size() == reads),
                    "the partitions of %s hold different numbers of reads",
                    table.name());
            verdict.expect(reads > 1, "%s was never read", table.name());
            for (int read = 0; read < reads && verdict.holds(); read++) {
                check(table.name(), read, partitions);
            }
        }
    }

    private void check(String table, int read, List<List<TopicStretch>> partitions) {
        List<String> found = new ArrayList<>();
        Map<Long, Map<String, @Nullable Object>> rows = new TreeMap<>();
        int truncations = 0;
        for (List<TopicStretch> partition : partitions) {
            TopicStretch stretch = partition.get(read);
            stretch.read().forEach(record -> put(rows, Objects.requireNonNull(record.after())));
            truncations = 0;
            RowRecord before = null;
            for (RowRecord change : stretch.changes()) {
                truncations += change.isReset() ? 1 : 0;
                found.add(change.isTombstone() ? tombstone(change, before) : name(change, truncations));
                before = change;
            }
            expectOrder(table, stretch);
        }
        Seen seen = partitions.getFirst().get(read).seen();
        if (seen == null) {
            verdict.expect(found.isEmpty(), "%s has changes before its first read: %s", table, found);
            return;
        }
        Map<Long, Map<String, @Nullable Object>> visible = new TreeMap<>();
        for (Map<String, @Nullable Object> row : seen.rows()) {
            put(visible, row);
        }
        verdict.expectSame(visible, rows, "read %d of %s", read, table);
        List<TopicStretch> first = partitions.getFirst();
        Seen next = read + 1 < first.size() ? first.get(read + 1).seen() : null;
        expectChanges(table, seen, next, found);
    }

    private static void put(Map<Long, Map<String, @Nullable Object>> rows, Map<String, @Nullable Object> row) {
        rows.put(SourceDatabase.key(row), row);
    }

    /// Of one partition: in the order of the WAL, whole transactions after each other.
    private void expectOrder(String table, TopicStretch stretch) {
        List<Long> order = world.source().wal().transactions().stream()
                .map(WalTransaction::xid)
                .toList();
        List<Integer> places = stretch.changes().stream()
                .filter(change -> !change.isReset() && !change.isTombstone())
                .map(change -> order.indexOf(change.xid()))
                .toList();
        verdict.expectSame(places.stream().sorted().toList(), places, "the order of transactions in %s", table);
    }

    /// A change behind a read is in the topic there, or left to the next read: to be seen by it or to come behind it.
    ///
    /// @param next what the next read saw; null: there is none
    private void expectChanges(String table, Seen seen, @Nullable Seen next, List<String> found) {
        int truncations = 0;
        for (WalTransaction transaction : world.source().wal().transactions()) {
            if (seen.snapshot().sees(transaction.xid())) {
                continue;
            }
            boolean isDropped = next != null && !next.snapshot().sees(transaction.xid());
            for (WalChange change : transaction.changes()) {
                if (change.table().equals(table)) {
                    truncations += change instanceof Truncated ? 1 : 0;
                    for (String name : names(change, truncations)) {
                        boolean isIn = found.remove(name);
                        verdict.expect(isIn || next != null, "%s lost %s", table, name);
                        verdict.expect(
                                !isIn || !isDropped, "the next read of %s drops and does not see %s", table, name);
                    }
                }
            }
        }
        verdict.expect(found.isEmpty(), "%s has what was never committed, or twice: %s", table, found);
    }

    /// As often as it stands in the topic: a truncation in every partition.
    private List<String> names(WalChange change, int truncations) {
        return switch (change) {
            case Changed row -> {
                String name = "%s %d %s".formatted(row.operation(), row.lsn(), row.after());
                yield row.after() == null ? List.of(name, TOMBSTONE + name) : List.of(name);
            }
            case Truncated _ -> java.util.Collections.nCopies(world.tables().partitions(), "truncation " + truncations);
            case Decided decided -> throw new IllegalStateException("a source has no outbox: " + decided);
        };
    }

    private static String tombstone(RowRecord record, @Nullable RowRecord before) {
        return before == null || before.isTombstone() || before.isReset() || !record.hasKeyOf(before)
                ? "a tombstone behind nothing"
                : TOMBSTONE + name(before, 0);
    }

    private static String name(RowRecord record, int truncations) {
        return record.isReset()
                ? "truncation " + truncations
                : "%s %d %s".formatted(record.operation(), record.lsn(), record.after());
    }
}
