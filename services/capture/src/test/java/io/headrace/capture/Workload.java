package io.headrace.capture;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;

/// One writer with keys of its own: single rows, multi-row statements, COPY, deletes, short and long transactions.
final class Workload implements Runnable {

    static final List<String> TABLES = List.of("alpha", "beta");

    private static final AtomicLong TRANSACTIONS = new AtomicLong(1);

    private final DatabaseAddress database;
    private final Ledger ledger;
    private final Random random;
    private final long firstKey;
    private final boolean slow;
    private final Map<String, Map<Long, Long>> mine = new HashMap<>();
    private volatile boolean stopping;
    private volatile Throwable failure = new Throwable("none");
    private volatile boolean failed;

    /// @param slow holds its transactions open for long while others commit
    Workload(DatabaseAddress database, Ledger ledger, long seed, int number, boolean slow) {
        this.database = database;
        this.ledger = ledger;
        this.random = new Random(seed * 31 + number);
        this.firstKey = 1_000_000L * (number + 1);
        this.slow = slow;
    }

    @Override
    public void run() {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            while (!stopping) {
                transaction(connection);
                LockSupport.parkNanos(random.nextInt(200) * 1_000_000L);
            }
        } catch (SQLException | IOException e) {
            failure = e;
            failed = true;
        }
    }

    void stop() {
        stopping = true;
    }

    void check() {
        if (failed) {
            throw new AssertionError("The workload failed", failure);
        }
    }

    private void transaction(Connection connection) throws SQLException, IOException {
        long number = TRANSACTIONS.getAndIncrement();
        Map<String, Map<Long, Long>> changed = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        int statements = slow ? 4 + random.nextInt(8) : 1 + random.nextInt(3);
        for (int i = 0; i < statements; i++) {
            String table = TABLES.get(random.nextInt(TABLES.size()));
            Map<Long, Long> rows = changed.computeIfAbsent(table, t -> new HashMap<>(mine.getOrDefault(t, Map.of())));
            int done = statement(connection, table, rows, number);
            counts.merge(table, done, Integer::sum);
            if (slow) {
                LockSupport.parkNanos(random.nextInt(150) * 1_000_000L);
            }
        }
        if (random.nextInt(10) == 0) {
            connection.rollback();
            return;
        }
        connection.commit();
        changed.forEach((table, rows) -> {
            mine.put(table, rows);
            rows.forEach((id, version) -> ledger.version(table, id, version));
        });
        counts.forEach((table, count) -> ledger.committed(new Ledger.Part(table, number), count));
    }

    /// @return rows changed; the last is never a delete, so that every part of a transaction shows its number
    private int statement(Connection connection, String table, Map<Long, Long> rows, long number)
            throws SQLException, IOException {
        return switch (random.nextInt(6)) {
            case 0, 1 -> one(connection, table, rows, number);
            case 2 -> insertMany(connection, table, rows, number, 2 + random.nextInt(40));
            case 3 -> copy(connection, table, rows, number, 2 + random.nextInt(150));
            case 4 -> updateMany(connection, table, rows, number);
            default -> delete(connection, table, rows) + one(connection, table, rows, number);
        };
    }

    private int one(Connection connection, String table, Map<Long, Long> rows, long number) throws SQLException {
        return put(connection, table, rows, number, firstKey + random.nextInt(300));
    }

    private int put(Connection connection, String table, Map<Long, Long> rows, long number, long id)
            throws SQLException {
        long before = rows.getOrDefault(id, 0L);
        long version = Math.abs(before) + 1;
        String sql = before > 0
                ? "update %s set v = %d, tx = %d where id = %d".formatted(table, version, number, id)
                : "insert into %s (id, v, tx, note) values (%d, %d, %d, 'n%d')"
                        .formatted(table, id, version, number, id);
        execute(connection, sql);
        rows.put(id, version);
        return 1;
    }

    private int insertMany(Connection connection, String table, Map<Long, Long> rows, long number, int count)
            throws SQLException {
        List<Long> ids = absent(rows, count);
        if (ids.isEmpty()) {
            return one(connection, table, rows, number);
        }
        List<String> values = new ArrayList<>();
        for (long id : ids) {
            long version = Math.abs(rows.getOrDefault(id, 0L)) + 1;
            values.add("(%d, %d, %d, 'm')".formatted(id, version, number));
            rows.put(id, version);
        }
        execute(connection, "insert into %s (id, v, tx, note) values %s".formatted(table, String.join(",", values)));
        return ids.size();
    }

    private int copy(Connection connection, String table, Map<Long, Long> rows, long number, int count)
            throws SQLException, IOException {
        List<Long> ids = absent(rows, count);
        if (ids.isEmpty()) {
            return one(connection, table, rows, number);
        }
        StringBuilder data = new StringBuilder();
        for (long id : ids) {
            long version = Math.abs(rows.getOrDefault(id, 0L)) + 1;
            data.append(id)
                    .append('\t')
                    .append(version)
                    .append('\t')
                    .append(number)
                    .append("\tcopied\n");
            rows.put(id, version);
        }
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy %s (id, v, tx, note) from stdin".formatted(table), new StringReader(data.toString()));
        return ids.size();
    }

    private int updateMany(Connection connection, String table, Map<Long, Long> rows, long number) throws SQLException {
        long from = firstKey + random.nextInt(300);
        long to = from + random.nextInt(60);
        List<Long> ids = rows.entrySet().stream()
                .filter(e -> e.getValue() > 0 && e.getKey() >= from && e.getKey() < to)
                .map(Map.Entry::getKey)
                .toList();
        if (ids.isEmpty()) {
            return one(connection, table, rows, number);
        }
        execute(
                connection,
                "update %s set v = v + 1, tx = %d where id >= %d and id < %d".formatted(table, number, from, to));
        ids.forEach(id -> rows.merge(id, 1L, Long::sum));
        return ids.size();
    }

    private int delete(Connection connection, String table, Map<Long, Long> rows) throws SQLException {
        long id = firstKey + random.nextInt(300);
        if (rows.getOrDefault(id, 0L) <= 0) {
            return 0;
        }
        execute(connection, "delete from %s where id = %d".formatted(table, id));
        rows.merge(id, 0L, (version, zero) -> -version);
        return 1;
    }

    private List<Long> absent(Map<Long, Long> rows, int count) {
        List<Long> ids = new ArrayList<>();
        for (long id = firstKey + random.nextInt(300); id < firstKey + 300 && ids.size() < count; id++) {
            if (rows.getOrDefault(id, 0L) <= 0) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
