package io.headrace.capture.stream;

import io.headrace.capture.core.CaptureState;
import io.headrace.capture.core.CaptureState.Server;
import io.headrace.capture.core.SlotCheck;
import io.headrace.capture.core.SlotCheck.Slot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The replication slot of an engine and the server it is on.
final class SlotAccess {

    private static final long RELEASE_MS = 5_000;

    private final EngineSpec spec;

    SlotAccess(EngineSpec spec) {
        this.spec = spec;
    }

    Server server(Connection connection) throws SQLException {
        String query =
                "select s.system_identifier::text, c.timeline_id from pg_control_system() s, pg_control_checkpoint() c";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return new Server(row.getString(1), row.getInt(2));
        }
    }

    /// How far the server has written its WAL.
    long written(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Nullable
    Slot slot(Connection connection) throws SQLException {
        String query = """
                select coalesce(plugin, ''), coalesce(database, ''), coalesce(wal_status, 'lost'),
                       coalesce(confirmed_flush_lsn - '0/0'::pg_lsn, 0)::bigint
                from pg_replication_slots where slot_name = ?
                """;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, spec.slot());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Slot(spec.slot(), row.getString(1), row.getString(2), row.getString(3), row.getLong(4))
                        : null;
            }
        }
    }

    /// Why it is not the slot that a state goes on from; empty: it is.
    Optional<SlotCheck.Wrong> wrong(CaptureState state) throws SQLException {
        try (Connection connection = spec.database().connect()) {
            return SlotCheck.check(state, server(connection), written(connection), slot(connection));
        }
    }

    /// Ends whoever still reads from the slot: a copy that was fenced and has nothing to write would not notice.
    void release(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select pg_terminate_backend(active_pid, ?) from pg_replication_slots where slot_name = ? and active_pid is not null")) {
            statement.setLong(1, RELEASE_MS);
            statement.setString(2, spec.slot());
            statement.execute();
        }
    }

    /// Makes the slot; gives the position from which it has everything. Waits for running transactions.
    long make(Connection connection) throws SQLException {
        requireLogicalWal(connection);
        String query = "select lsn - '0/0'::pg_lsn from pg_create_logical_replication_slot(?, 'pgoutput')";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, spec.slot());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void requireLogicalWal(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("show wal_level");
                ResultSet row = statement.executeQuery()) {
            row.next();
            if (!row.getString(1).equals("logical")) {
                throw new IllegalStateException(
                        "wal_level of the server is %s and must be logical; run alter system set wal_level = logical, and restart PostgreSQL"
                                .formatted(row.getString(1)));
            }
        }
    }

    void drop(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = ?")) {
            statement.setString(1, spec.slot());
            statement.execute();
        }
    }

    /// Bytes of WAL that PostgreSQL keeps for the slot.
    long walKept(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select coalesce(pg_current_wal_lsn() - restart_lsn, 0)::bigint from pg_replication_slots where slot_name = ?")) {
            statement.setString(1, spec.slot());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /// Leaves a mark in the WAL that the engine reads as an empty transaction: on a quiet database the slot
    /// moves on.
    static void mark(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_logical_emit_message(true, 'headrace', '')");
        }
    }
}
