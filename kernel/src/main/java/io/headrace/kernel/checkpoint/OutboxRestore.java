package io.headrace.kernel.checkpoint;

import io.headrace.kernel.stream.CloudEventHeaders;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Events of the topics as the rows of `headrace.outbox` that they once were: what was decided is known to be decided
/// then, and is not sent again.
public final class OutboxRestore {

    private static final String TOPICS = "headrace.";
    private static final String TYPES = "io.headrace.";
    private static final byte[] TOMBSTONE = {};

    private static final String INSERT = """
            insert into headrace.outbox
            (id, aggregatetype, aggregateid, type, payload, sequence, causation, correlation, traceparent, time)
            values (?::uuid, ?, ?, ?, ?, ?::bigint, ?, ?, ?, ?::timestamptz) on conflict (id) do nothing""";

    private OutboxRestore() {}

    /// Adds records of one topic; what is no event is left out.
    public static void add(Connection tx, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(INSERT)) {
            for (ConsumerRecord<byte[], byte[]> message : records) {
                String type = CloudEventHeaders.text(message.headers(), CloudEventHeaders.TYPE);
                if (type != null) {
                    insert.setString(1, CloudEventHeaders.text(message.headers(), CloudEventHeaders.ID));
                    insert.setString(2, message.topic().substring(TOPICS.length()));
                    insert.setString(3, CloudEventHeaders.text(message.headers(), CloudEventHeaders.SUBJECT));
                    insert.setString(4, type.startsWith(TYPES) ? type.substring(TYPES.length()) : type);
                    insert.setBytes(5, message.value() == null ? TOMBSTONE : message.value());
                    insert.setString(6, CloudEventHeaders.text(message.headers(), CloudEventHeaders.SEQUENCE));
                    insert.setString(7, CloudEventHeaders.text(message.headers(), CloudEventHeaders.CAUSATION));
                    insert.setString(8, CloudEventHeaders.text(message.headers(), CloudEventHeaders.CORRELATION));
                    insert.setString(9, CloudEventHeaders.text(message.headers(), CloudEventHeaders.TRACEPARENT));
                    insert.setString(10, CloudEventHeaders.text(message.headers(), CloudEventHeaders.TIME));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }
}
