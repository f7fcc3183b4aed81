package io.headrace.app.up;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// The open troubles of a source, by kind, in `headrace.state`, and the events that say when they began and ended.
record TroubleRows(Connection tx, String source) {

    /// Writes the change and its event in one transaction.
    ///
    /// @param trouble the sentence; null: it is over
    /// @return whether anything changed
    boolean write(String kind, @Nullable String trouble, SpecificRecord event, byte[] payload) throws SQLException {
        insert();
        long sequence;
        try (PreparedStatement query = tx.prepareStatement(
                "select sequence, state ->> ? from headrace.state where service = 'capture' and aggregate_id = ? for update")) {
            query.setString(1, kind);
            query.setString(2, source);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                if (Objects.equals(row.getString(2), trouble)) {
                    tx.rollback();
                    return false;
                }
                sequence = row.getLong(1) + 1;
            }
        }
        update(kind, trouble, sequence);
        tell(event, payload, sequence);
        tx.commit();
        return true;
    }

    private void insert() throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(
                "insert into headrace.state (service, aggregate_id, sequence, state) values ('capture', ?, 0, '{}')"
                        + " on conflict do nothing")) {
            insert.setString(1, source);
            insert.executeUpdate();
        }
    }

    private void update(String kind, @Nullable String trouble, long sequence) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "update headrace.state set sequence = ?, state = jsonb_strip_nulls(state || jsonb_build_object(?, ?::text))"
                        + " where service = 'capture' and aggregate_id = ?")) {
            update.setLong(1, sequence);
            update.setString(2, kind);
            update.setString(3, trouble);
            update.setString(4, source);
            update.executeUpdate();
        }
    }

    private void tell(SpecificRecord event, byte[] payload, long sequence) throws SQLException {
        String cause = "capture/%s/%d".formatted(source, sequence);
        try (PreparedStatement insert = tx.prepareStatement(
                "insert into headrace.outbox (id, aggregatetype, aggregateid, type, payload, sequence, causation,"
                        + " correlation, time) values (?, 'capture', ?, ?, ?, ?, ?, ?, now())")) {
            insert.setObject(1, UUID.nameUUIDFromBytes(cause.getBytes(StandardCharsets.UTF_8)));
            insert.setString(2, source);
            insert.setString(3, event.getSchema().getName());
            insert.setBytes(4, payload);
            insert.setLong(5, sequence);
            insert.setString(6, cause);
            insert.setString(7, cause);
            insert.executeUpdate();
        }
    }
}
