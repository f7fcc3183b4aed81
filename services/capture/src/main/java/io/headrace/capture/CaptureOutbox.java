package io.headrace.capture;

import io.headrace.capture.rows.RowEncoder;
import io.headrace.capture.rows.SchemaIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/// Capture's own events on their way through the outbox: aggregate type `capture`, one aggregate per source.
public final class CaptureOutbox {

    private static final String INSERT = """
            insert into headrace.outbox (id, aggregatetype, aggregateid, type, payload, sequence, causation, correlation, time)
            values (?, 'capture', ?, ?, ?, ?, ?, ?, now()) on conflict (id) do nothing
            """;
    private static final String LAST = """
            select coalesce(max(sequence), 0) from headrace.outbox
            where aggregatetype = 'capture' and aggregateid = ?
            """;

    private final DatabaseAddress control;
    private final SchemaIds ids;

    /// Writes to Headrace's own database.
    public CaptureOutbox(DatabaseAddress control, SchemaIds ids) {
        this.control = control;
        this.ids = ids;
    }

    /// An event.
    ///
    /// @param causation what brought it about; empty: its own place among the events of its correlation
    public record Saying(SpecificRecord event, String correlation, Optional<String> causation) {}

    /// Tells in a source's turn whether something is to be said.
    @FunctionalInterface
    public interface Question {
        boolean isNews(Connection connection, byte[] payload) throws SQLException;
    }

    /// Says something of a source, if it is news. One writer per source at a time, so that sequences have neither gaps
    /// nor conflicts.
    public void say(String source, Saying saying, Question question) throws SQLException {
        byte[] payload = payload(saying.event());
        try (Connection connection = control.connect()) {
            connection.setAutoCommit(false);
            lock(connection, source);
            if (question.isNews(connection, payload)) {
                insert(connection, source, saying, payload);
            }
            connection.commit();
        }
    }

    private static void lock(Connection connection, String source) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select pg_advisory_xact_lock(hashtext('headrace.capture'), hashtext(?))")) {
            statement.setString(1, source);
            statement.execute();
        }
    }

    private static void insert(Connection connection, String source, Saying saying, byte[] payload)
            throws SQLException {
        long sequence = last(connection, source) + 1;
        String causation = saying.causation().orElse("%s/%d".formatted(saying.correlation(), sequence));
        String id = saying.causation().map(cause -> "capture/" + cause).orElse(causation);
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)));
            statement.setString(2, source);
            statement.setString(3, saying.event().getSchema().getName());
            statement.setBytes(4, payload);
            statement.setLong(5, sequence);
            statement.setString(6, causation);
            statement.setString(7, saying.correlation());
            statement.executeUpdate();
        }
    }

    private static long last(Connection connection, String source) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LAST)) {
            statement.setString(1, source);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private byte[] payload(SpecificRecord event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(RowEncoder.head(ids.idOf(event.getSchema())));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<SpecificRecord>(event.getSchema()).write(event, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
