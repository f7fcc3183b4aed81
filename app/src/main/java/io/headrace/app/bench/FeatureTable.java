package io.headrace.app.bench;

import io.headrace.app.CommandFailure;
import io.headrace.app.timing.Sent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table of a key, 20 numeric features and a label that is linear in them, but for noise. Every table gets the same
/// rows in the same order.
final class FeatureTable implements AutoCloseable {

    static final List<String> FEATURES =
            IntStream.rangeClosed(1, 20).mapToObj(i -> "x" + i).toList();

    private final String jdbcUrl;
    private final Connection connection;
    private final String name;

    /// Written by the thread that commits, alone.
    private volatile long lastId;

    private FeatureTable(String jdbcUrl, String name) throws SQLException {
        this.jdbcUrl = jdbcUrl;
        this.connection = connect(jdbcUrl, 0);
        this.name = name;
    }

    /// A connection that draws the same numbers each time.
    private static Connection connect(String jdbcUrl, long seed) throws SQLException {
        Connection made = DriverManager.getConnection(jdbcUrl);
        made.setAutoCommit(false);
        execute(made, "select setseed(%s)".formatted((seed % 1_000) / 1_000.0));
        return made;
    }

    /// @param name `schema.table`
    static FeatureTable create(String jdbcUrl, String name) throws SQLException {
        FeatureTable table = new FeatureTable(jdbcUrl, name);
        execute(
                table.connection,
                "create table %s (id bigint primary key, %s, y double precision not null)"
                        .formatted(
                                name,
                                FEATURES.stream()
                                        .map(feature -> feature + " double precision not null")
                                        .collect(Collectors.joining(", "))));
        table.connection.commit();
        return table;
    }

    String name() {
        return name;
    }

    /// The id of the row that was written last, or is being committed.
    long lastId() {
        return lastId;
    }

    /// Makes a publication that holds this table alone.
    void publish(String publication) throws SQLException {
        execute(connection, "create publication %s for table %s".formatted(publication, name));
        connection.commit();
    }

    /// Adds rows in one transaction. The position of what was sent is an LSN: every commit LSN of a cut that covers it,
    /// and of none before, is greater.
    Sent commit(int rows) throws SQLException {
        execute(connection, insert(rows));
        return commit(connection, System.nanoTime());
    }

    /// Adds rows in transactions that are open together and committed one right behind the other. What was sent is the
    /// last of them, at the time of the first.
    Sent commit(Load load) throws SQLException {
        List<Connection> open = new ArrayList<>();
        try {
            for (int i = 0; i < load.transactions(); i++) {
                Connection one = connect(jdbcUrl, lastId);
                open.add(one);
                execute(one, insert(load.rows()));
            }
            long began = System.nanoTime();
            for (Connection one : open.subList(0, open.size() - 1)) {
                one.commit();
            }
            return commit(open.getLast(), began);
        } finally {
            for (Connection one : open) {
                one.close();
            }
        }
    }

    /// As [#commit(int)], for readers that know rows by their ids.
    Sent commitById(int rows) throws SQLException {
        return new Sent(lastId + rows - 1, commit(rows).nanos());
    }

    /// As [#commit(Load)], for readers that know rows by their ids.
    Sent commitById(Load load) throws SQLException {
        return new Sent(lastId + load.total() - 1, commit(load).nanos());
    }

    private static Sent commit(Connection connection, long nanos) throws SQLException {
        Sent sent = new Sent(currentLsn(connection), nanos);
        connection.commit();
        return sent;
    }

    private String insert(int rows) {
        long first = lastId + 1;
        long last = lastId + rows;
        lastId = last;
        String drawn = FEATURES.stream()
                .map(feature -> "random_normal() as " + feature)
                .collect(Collectors.joining(", "));
        String label = IntStream.rangeClosed(1, FEATURES.size())
                .mapToObj(i -> i + " * x" + i)
                .collect(Collectors.joining(" + "));
        return "insert into %s select drawn.*, %s + random_normal() from (select id, %s from generate_series(%d, %d) as id) as drawn"
                .formatted(name, label, drawn, first, last);
    }

    private static long currentLsn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            if (!row.next()) {
                throw new IllegalStateException("PostgreSQL has no WAL position");
            }
            return row.getBigDecimal(1).longValueExact();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean _ = statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw CommandFailure.failed("the connection of %s did not close: %s".formatted(name, e.getMessage()));
        }
    }
}
