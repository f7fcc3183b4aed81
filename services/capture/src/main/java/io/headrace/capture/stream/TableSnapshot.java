package io.headrace.capture.stream;

import io.headrace.capture.core.Kind;
import io.headrace.capture.core.Snapshot;
import io.headrace.capture.rows.RowEncoder;
import io.headrace.capture.rows.SchemaIds;
import io.headrace.capture.rows.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table as one snapshot sees it. While it is open, nobody can truncate or alter the table.
public final class TableSnapshot implements AutoCloseable {

    /// Rows to hold at once, and about how many bytes.
    private static final int FETCH = 2_000;

    private static final long FETCH_BYTES = 32L << 20;

    private final EngineSpec spec;
    private final Connection connection;
    private final Start start;
    private final Optional<CatalogueTable> table;

    private TableSnapshot(EngineSpec spec, Connection connection, Start start, Optional<CatalogueTable> table) {
        this.spec = spec;
        this.connection = connection;
        this.start = start;
        this.table = table;
    }

    /// What a snapshot sees, where the WAL is by then, and the time.
    ///
    /// @param lsn no transaction that the snapshot sees has committed behind it
    /// @param micros since the epoch
    public record Start(Snapshot snapshot, long lsn, long micros) {}

    /// Takes the values of a row, in the order of the table's shape.
    @FunctionalInterface
    public interface RowTaker {

        void take(@Nullable Object[] values);
    }

    /// Begins.
    ///
    /// @throws SQLException if there is no such table, or somebody holds it for more than 2 s
    public static TableSnapshot open(EngineSpec spec, TableName name) throws SQLException {
        Connection connection = spec.database().connect();
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            lock(connection, name);
            Start start = start(connection);
            CatalogueTable table = new Catalogue(spec).tables(connection).get(name.text());
            return new TableSnapshot(spec, connection, start, Optional.ofNullable(table));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    public Start start() {
        return start;
    }

    /// The table as the catalogue shows it; empty: it is not shared.
    public Optional<CatalogueTable> table() {
        return table;
    }

    /// Reads all rows; as often as wanted.
    public void rows(CatalogueTable shape, RowTaker taker) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(fetchSize(shape.name()));
            try (ResultSet rows = statement.executeQuery(query(shape))) {
                Kind[] kinds = shape.shape().columns().stream()
                        .map(column -> column.kind())
                        .toArray(Kind[]::new);
                while (rows.next()) {
                    taker.take(values(rows, kinds));
                }
            }
        }
    }

    /// Makes records of rows, as the table's topic has them.
    public RowEncoder encoder(CatalogueTable shape, SchemaIds ids) {
        return new RowEncoder(shape.name(), shape.shape(), spec.partitions(), ids);
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
        }
    }

    static Start start(Connection connection) throws SQLException {
        String query = "select pg_current_snapshot()::text, pg_current_wal_insert_lsn() - '0/0'::pg_lsn,"
                + " (extract(epoch from clock_timestamp()) * 1000000)::bigint";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return new Start(Snapshot.parse(row.getString(1)), row.getLong(2), row.getLong(3));
        }
    }

    /// Before the snapshot: a rewriting ALTER or a TRUNCATE in between would show it an empty table.
    private static void lock(Connection connection, TableName table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '2s'");
            statement.execute("lock table %s in access share mode".formatted(quoted(table)));
        }
    }

    /// As many rows as fit into memory, by the size of the table, large values included.
    private int fetchSize(TableName table) throws SQLException {
        String query = """
                select pg_table_size(c.oid), c.reltuples::bigint
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relname = ?
                """;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.table());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long bytes = row.getLong(1);
                long rows = Math.max(1, row.getLong(2)); // -1: nobody has counted yet
                return bytes <= FETCH_BYTES ? FETCH : Math.clamp(FETCH_BYTES / (bytes / rows + 1), 1, FETCH);
            }
        }
    }

    private static String query(CatalogueTable table) {
        String columns = table.shape().columns().stream()
                .map(column -> quoted(column.name()))
                .collect(Collectors.joining(", "));
        return "select %s from only %s".formatted(columns, quoted(table.name()));
    }

    private static @Nullable Object[] values(ResultSet row, Kind[] kinds) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            Object value = switch (kinds[i]) {
                case INT -> row.getInt(i + 1);
                case LONG -> row.getLong(i + 1);
                case FLOAT -> row.getFloat(i + 1);
                case DOUBLE -> row.getDouble(i + 1);
                case BOOLEAN -> row.getBoolean(i + 1);
                case TEXT -> row.getString(i + 1);
            };
            values[i] = row.wasNull() ? null : value;
        }
        return values;
    }

    private static String quoted(TableName table) {
        return quoted(table.schema()) + '.' + quoted(table.table());
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
