package io.headrace.app.torture;

import io.headrace.app.torture.ChangeSum.Op;
import io.headrace.app.torture.RowWriter.Row;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/// Single rows, statements of many, small COPYs, deletes and updates of keys, in tables that others write to as well.
final class MixedScript implements Script {

    private static final int KEYS = 400;
    private static final long PAUSE_MAX_NS = 150_000_000L;

    private final Random random;
    private final long firstKey;
    private final boolean slow;
    /// `table id` → version; negative where the row is deleted, missing where it never was.
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, Long> changed = new HashMap<>();

    /// @param number of the writer; its keys are its own
    /// @param slow whether it holds its transactions open for long while others commit
    MixedScript(Random random, int number, boolean slow) {
        this.random = random;
        this.firstKey = 1_000_000L * number;
        this.slow = slow;
    }

    @Override
    public void write(Connection connection, Account account) throws SQLException, IOException {
        RowWriter rows = new RowWriter(connection, account, random);
        int statements = slow ? 4 + random.nextInt(10) : 1 + random.nextInt(3);
        for (int i = 0; i < statements; i++) {
            String table = Tables.SHARED.get(random.nextInt(Tables.SHARED.size()));
            statement(rows, account, table);
            if (slow) {
                LockSupport.parkNanos(random.nextLong(PAUSE_MAX_NS));
            }
        }
    }

    private void statement(RowWriter rows, Account account, String table) throws SQLException, IOException {
        switch (random.nextInt(8)) {
            case 0, 1 -> one(rows, account, table);
            case 2 -> rows.insert(table, fresh(account, table, 2 + random.nextInt(40)));
            case 3 -> rows.copy(table, fresh(account, table, 2 + random.nextInt(150)));
            case 4, 5 -> updateMany(rows, account, table);
            case 6 -> deleteMany(rows, account, table);
            default -> move(rows, account, table);
        }
    }

    private void one(RowWriter rows, Account account, String table) throws SQLException {
        long id = key();
        long before = version(table, id);
        if (before > 0) {
            rows.update(table, id, id, 1);
            note(account, table, Op.UPDATE, id, before + 1);
        } else {
            rows.insert(table, List.of(create(account, table, id)));
        }
    }

    private List<Row> fresh(Account account, String table, int count) {
        return absent(table)
                .limit(count)
                .mapToObj(id -> create(account, table, id))
                .toList();
    }

    private Row create(Account account, String table, long id) {
        Row row = new Row(id, Math.abs(version(table, id)) + 1);
        note(account, table, Op.CREATE, id, row.version());
        return row;
    }

    private void updateMany(RowWriter rows, Account account, String table) throws SQLException {
        long from = key();
        long to = from + random.nextInt(60);
        List<Long> ids = present(table, from, to);
        rows.update(table, from, to, ids.size());
        ids.forEach(id -> note(account, table, Op.UPDATE, id, version(table, id) + 1));
    }

    private void deleteMany(RowWriter rows, Account account, String table) throws SQLException {
        long from = key();
        long to = from + random.nextInt(30);
        List<Long> ids = present(table, from, to);
        rows.delete(table, from, to, ids.size());
        ids.forEach(id -> remove(account, table, id));
    }

    private void move(RowWriter rows, Account account, String table) throws SQLException {
        List<Long> ids = present(table, key(), firstKey + KEYS);
        long[] free = absent(table).limit(1).toArray();
        if (ids.isEmpty() || free.length == 0) {
            one(rows, account, table);
            return;
        }
        Row to = new Row(free[0], Math.abs(version(table, free[0])) + 1);
        rows.move(table, ids.getFirst(), to);
        remove(account, table, ids.getFirst());
        note(account, table, Op.CREATE, to.id(), to.version());
    }

    private void remove(Account account, String table, long id) {
        long last = version(table, id);
        account.change(table, Op.DELETE, id, last);
        changed.put(place(table, id), -last);
    }

    private void note(Account account, String table, Op op, long id, long version) {
        account.change(table, op, id, version);
        changed.put(place(table, id), version);
    }

    private long key() {
        return firstKey + random.nextInt(KEYS);
    }

    /// Keys that no row has, from one by chance on.
    private LongStream absent(String table) {
        return LongStream.range(key(), firstKey + KEYS).filter(id -> version(table, id) <= 0);
    }

    private List<Long> present(String table, long from, long to) {
        List<Long> ids = new ArrayList<>();
        for (long id = from; id <= to; id++) {
            if (version(table, id) > 0) {
                ids.add(id);
            }
        }
        return ids;
    }

    private long version(String table, long id) {
        String place = place(table, id);
        return changed.getOrDefault(place, versions.getOrDefault(place, 0L));
    }

    private static String place(String table, long id) {
        return table + ' ' + id;
    }

    @Override
    public void keep() {
        versions.putAll(changed);
        changed.clear();
    }

    @Override
    public void forget() {
        changed.clear();
    }
}
