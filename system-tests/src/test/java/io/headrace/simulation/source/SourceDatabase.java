package io.headrace.simulation.source;

import io.headrace.capture.core.Snapshot;
import io.headrace.simulation.Clock;
import io.headrace.simulation.source.WalChange.Changed;
import io.headrace.simulation.source.WalChange.Decided;
import io.headrace.simulation.source.WalChange.Truncated;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A database of people's tables, as far as capture can tell it from a real one: transactions that run side by side,
/// hold locks, stand in the WAL in the order of their commits and are visible a little later, perhaps in another order.
public final class SourceDatabase implements Captured {

    private final Clock clock;
    private final List<Shape> tables;
    private final Wal wal = new Wal();
    private final Map<String, NavigableMap<Long, Map<String, @Nullable Object>>> visible = new TreeMap<>();
    private final Map<String, Integer> alterations = new TreeMap<>();
    private final List<OpenTransaction> open = new ArrayList<>();
    private final List<Look> looks = new ArrayList<>();
    private long nextXid = 700;

    public SourceDatabase(Clock clock, List<Shape> tables) {
        this.clock = clock;
        this.tables = List.copyOf(tables);
        tables.forEach(table -> visible.put(table.name(), new TreeMap<>()));
    }

    /// A read of a table that began.
    public record Look(String table, Seen seen) {}

    /// All reads that began, also those that came to nothing.
    public List<Look> looks() {
        return looks;
    }

    @Override
    public Wal wal() {
        return wal;
    }

    @Override
    public List<Shape> tables() {
        return tables;
    }

    @Override
    public String fingerprint(String table) {
        return "altered " + alterations.getOrDefault(table, 0);
    }

    /// Changes something of a table that makes every row another, as far as the catalogue can tell.
    public void alter(String table) {
        alterations.merge(table, 1, Integer::sum);
    }

    @Override
    public Set<Long> running() {
        return open.stream().map(OpenTransaction::xid).collect(Collectors.toCollection(HashSet::new));
    }

    @Override
    public Seen look(String table) {
        Set<Long> running = running();
        long xmin = running.stream().min(Long::compare).orElse(nextXid);
        Seen seen = new Seen(
                new Snapshot(xmin, nextXid, running),
                wal.end(),
                clock.micros(),
                List.copyOf(rows(table).values()));
        looks.add(new Look(table, seen));
        return seen;
    }

    /// The rows that everybody sees, by key.
    public NavigableMap<Long, Map<String, @Nullable Object>> rows(String table) {
        return Objects.requireNonNull(visible.get(table), table);
    }

    /// Begins a transaction; its id.
    public long begin() {
        long xid = nextXid++;
        open.add(new OpenTransaction(xid));
        return xid;
    }

    /// The transactions that may go on.
    public List<Long> active() {
        return open.stream()
                .filter(one -> !one.isCommitted())
                .map(OpenTransaction::xid)
                .toList();
    }

    /// The transactions that have committed and are not visible yet.
    public List<Long> unseen() {
        return open.stream()
                .filter(OpenTransaction::isCommitted)
                .map(OpenTransaction::xid)
                .toList();
    }

    /// Whether a transaction would wait for no other one to change a row.
    public boolean isFree(String table, long key) {
        return open.stream().noneMatch(one -> one.holds(table, key));
    }

    /// Whether no transaction has anything to do with a table.
    public boolean isQuiet(String table) {
        return open.stream().noneMatch(one -> one.touches(table));
    }

    public void insert(long xid, String table, long key, Map<String, @Nullable Object> row) {
        change(xid, table, key, new Changed(table, "c", null, row, wal.next()));
    }

    public void update(long xid, String table, long key, Map<String, @Nullable Object> row) {
        change(xid, table, key, new Changed(table, "u", null, row, wal.next()));
    }

    public void delete(long xid, String table, long key) {
        Map<String, @Nullable Object> before = new LinkedHashMap<>();
        before.put("id", (int) key);
        change(xid, table, key, new Changed(table, "d", before, null, wal.next()));
    }

    public void truncate(long xid, String table) {
        OpenTransaction transaction = transaction(xid);
        transaction.lock(table);
        transaction.changes().add(new Truncated(table));
    }

    /// Writes the commit into the WAL. Others do not see it before [#show].
    public void commit(long xid) {
        OpenTransaction transaction = transaction(xid);
        if (transaction.changes().isEmpty()) {
            open.remove(transaction);
            return;
        }
        transaction.committed();
        wal.append(new WalTransaction(xid, wal.next(), clock.micros(), transaction.changes()));
    }

    public void abort(long xid) {
        open.remove(transaction(xid));
    }

    /// Makes a committed transaction visible.
    public void show(long xid) {
        OpenTransaction transaction = transaction(xid);
        open.remove(transaction);
        transaction.changes().forEach(change -> apply(change, rows(change.table())));
    }

    /// What a change does to rows.
    public static void apply(WalChange change, NavigableMap<Long, Map<String, @Nullable Object>> rows) {
        switch (change) {
            case Truncated truncated -> rows.clear();
            case Decided decided -> throw new IllegalStateException("a source has no outbox: " + decided);
            case Changed changed -> {
                Map<String, @Nullable Object> after = changed.after();
                if (after != null) {
                    rows.put(key(after), after);
                } else {
                    rows.remove(key(Objects.requireNonNull(changed.before())));
                }
            }
        }
    }

    public static long key(Map<String, @Nullable Object> row) {
        return ((Number) Objects.requireNonNull(row.get("id"))).longValue();
    }

    private void change(long xid, String table, long key, Changed change) {
        OpenTransaction transaction = transaction(xid);
        transaction.lock(table, key);
        transaction.changes().add(change);
    }

    private OpenTransaction transaction(long xid) {
        return open.stream()
                .filter(one -> one.xid() == xid)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no transaction " + xid + " is open"));
    }
}
