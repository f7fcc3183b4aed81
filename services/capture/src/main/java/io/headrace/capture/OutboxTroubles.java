package io.headrace.capture;

import io.headrace.capture.rows.RowEncoder;
import io.headrace.capture.rows.SchemaIds;
import io.headrace.events.SourceRecovered;
import io.headrace.events.SourceTroubled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/// Says troubles through the outbox: events of aggregate `capture`, one aggregate per source.
///
/// A trouble that was the last thing said of its kind is not said again, so restarts do not repeat it.
public final class OutboxTroubles implements Troubles {

    private static final String LAST = """
            select type, payload from headrace.outbox
            where aggregatetype = 'capture' and aggregateid = ? and correlation = ?
            order by sequence desc limit 1
            """;
    private static final String INSERT = """
            insert into headrace.outbox (id, aggregatetype, aggregateid, type, payload, sequence, causation, correlation, time)
            select ?, 'capture', ?, ?, ?, ?, ?, ?, now()
            """;
    private static final String NEXT = """
            select coalesce(max(sequence), 0) + 1 from headrace.outbox
            where aggregatetype = 'capture' and aggregateid = ?
            """;

    private final DatabaseAddress control;
    private final SchemaIds ids;

    /// Writes to Headrace's own database.
    public OutboxTroubles(DatabaseAddress control, SchemaIds ids) {
        this.control = control;
        this.ids = ids;
    }

    @Override
    public void troubled(String source, String kind, String sentence) {
        say(source, kind, new SourceTroubled(source, kind, sentence));
    }

    @Override
    public void recovered(String source, String kind, String sentence) {
        say(source, kind, new SourceRecovered(source, kind, sentence));
    }

    private void say(String source, String kind, SpecificRecord event) {
        String correlation = "capture/%s/%s".formatted(source, kind);
        byte[] payload = payload(event);
        try (Connection connection = control.connect()) {
            connection.setAutoCommit(false);
            lock(connection, source);
            if (isNews(connection, source, correlation, event, payload)) {
                insert(connection, source, correlation, event.getSchema().getName(), payload);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("The outbox does not take %s of %s".formatted(kind, source), e);
        }
    }

    /// One writer per source at a time, so that sequences have neither gaps nor conflicts.
    private static void lock(Connection connection, String source) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select pg_advisory_xact_lock(hashtext('headrace.capture'), hashtext(?))")) {
            statement.setString(1, source);
            statement.execute();
        }
    }

    private static boolean isNews(
            Connection connection, String source, String correlation, SpecificRecord event, byte[] payload)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LAST)) {
            statement.setString(1, source);
            statement.setString(2, correlation);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return event instanceof SourceTroubled;
                }
                boolean open = row.getString("type").equals("SourceTroubled");
                return event instanceof SourceTroubled
                        ? !open || !Arrays.equals(row.getBytes("payload"), payload)
                        : open;
            }
        }
    }

    private static void insert(Connection connection, String source, String correlation, String type, byte[] payload)
            throws SQLException {
        long sequence;
        try (PreparedStatement next = connection.prepareStatement(NEXT)) {
            next.setString(1, source);
            try (ResultSet row = next.executeQuery()) {
                row.next();
                sequence = row.getLong(1);
            }
        }
        String causation = "%s/%d".formatted(correlation, sequence);
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, UUID.nameUUIDFromBytes(causation.getBytes(StandardCharsets.UTF_8)));
            statement.setString(2, source);
            statement.setString(3, type);
            statement.setBytes(4, payload);
            statement.setLong(5, sequence);
            statement.setString(6, causation);
            statement.setString(7, correlation);
            statement.executeUpdate();
        }
    }

    private byte[] payload(SpecificRecord event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(RowEncoder.head(ids.idOf(event.getSchema().getFullName(), event.getSchema())));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<SpecificRecord>(event.getSchema()).write(event, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
