package io.headrace.capture.stream;

import io.headrace.capture.core.Kind;
import io.headrace.capture.core.Snapshot;
import io.headrace.capture.rows.RowEncoder;
import io.headrace.capture.rows.SchemaIds;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a whole table into its topic as a new generation.
///
/// The read and the stream meet at a snapshot: the read brings what the snapshot sees, and of the transactions that
/// come later in the stream those that it does not see. While a table is read the stream waits.
final class TableReader {

    private static final Logger LOGGER = LoggerFactory.getLogger(TableReader.class);

    private static final int FETCH = 2_000;

    private final EngineSpec spec;
    private final Journal journal;
    private final TopicWriter topics;
    private final SchemaIds ids;
    private final Catalogue catalogue;

    TableReader(EngineSpec spec, Journal journal, TopicWriter topics, SchemaIds ids) {
        this.spec = spec;
        this.journal = journal;
        this.topics = topics;
        this.ids = ids;
        this.catalogue = new Catalogue(spec);
    }

    /// The start of a read: what it will see, and where the WAL is by then.
    record Start(Snapshot snapshot, long lsn, long micros) {}

    /// Reads it, if it can be read now.
    ///
    /// @return whether it was read; not yet, if it is gone or a transaction that is in the topics already is
    ///     not visible to others yet
    boolean read(CatalogueTable wanted) throws SQLException {
        try (Connection connection = spec.database().connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            lock(connection, wanted);
            Start start = start(connection);
            CatalogueTable table =
                    catalogue.tables(connection).get(wanted.name().text());
            if (table == null || table.refusal().isPresent() || !journal.settled(start.snapshot())) {
                return false;
            }
            rows(connection, table, start);
            connection.rollback();
            return true;
        }
    }

    /// Before the snapshot: a rewriting ALTER or a TRUNCATE in between would show it an empty table.
    private static void lock(Connection connection, CatalogueTable table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '2s'");
            statement.execute("lock table %s in access share mode".formatted(quoted(table)));
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

    private void rows(Connection connection, CatalogueTable table, Start start) throws SQLException {
        RowEncoder encoder = new RowEncoder(table.name(), table.shape(), spec.partitions(), ids);
        long began = System.nanoTime();
        TableRead read = new TableRead(spec, journal, topics, table, start);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery(query(table))) {
                Kind[] kinds = kinds(table);
                while (rows.next()) {
                    @Nullable Object[] values = values(rows, kinds);
                    read.row(encoder, values);
                }
            }
            read.complete();
        } catch (SQLException | RuntimeException e) {
            read.abandon();
            throw e;
        }
        LOGGER.info(
                "{}: read {} with {} rows in {} ms",
                spec.source(),
                table.name().text(),
                read.rows(),
                (System.nanoTime() - began) / 1_000_000);
    }

    private static String query(CatalogueTable table) {
        String columns = table.shape().columns().stream()
                .map(column -> quoted(column.name()))
                .collect(Collectors.joining(", "));
        return "select %s from only %s".formatted(columns, quoted(table));
    }

    private static Kind[] kinds(CatalogueTable table) {
        return table.shape().columns().stream().map(column -> column.kind()).toArray(Kind[]::new);
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

    private static String quoted(CatalogueTable table) {
        return quoted(table.name().schema()) + '.' + quoted(table.name().table());
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
