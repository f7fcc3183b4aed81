package io.headrace.app.bench;

import io.headrace.app.CommandFailure;
import io.headrace.app.timing.Sent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table of a key, 20 numeric features and a label that is linear in them, but for noise. Every table gets the same
/// rows in the same order.
final class FeatureTable implements AutoCloseable {

    static final List<String> FEATURES =
            IntStream.rangeClosed(1, 20).mapToObj(i -> "x" + i).toList();

    private final Connection connection;
    private final String name;

    /// Written by the thread that commits, alone.
    private volatile long lastId;

    private FeatureTable(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /// @param name `schema.table`
    static FeatureTable create(String jdbcUrl, String name) throws SQLException {
        FeatureTable table = new FeatureTable(DriverManager.getConnection(jdbcUrl), name);
        table.connection.setAutoCommit(false);
        table.execute("create table %s (id bigint primary key, %s, y double precision not null)"
                .formatted(
                        name,
                        FEATURES.stream()
                                .map(feature -> feature + " double precision not null")
                                .collect(Collectors.joining(", "))));
        table.execute("select setseed(0.42)");
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
        execute("create publication %s for table %s".formatted(publication, name));
        connection.commit();
    }

    /// Adds rows in one transaction. The position of what was sent is an LSN: every commit LSN of a cut that covers it,
    /// and of none before, is greater.
    Sent commit(int rows) throws SQLException {
        execute(insert(rows));
        Sent sent = new Sent(currentLsn(), System.nanoTime());
        connection.commit();
        return sent;
    }

    /// As [#commit(int)], for readers that know rows by their ids.
    Sent commitById(int rows) throws SQLException {
        return new Sent(lastId + rows - 1, commit(rows).nanos());
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

    private long currentLsn() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            if (!row.next()) {
                throw new IllegalStateException("PostgreSQL has no WAL position");
            }
            return row.getBigDecimal(1).longValueExact();
        }
    }

    private void execute(String sql) throws SQLException {
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
