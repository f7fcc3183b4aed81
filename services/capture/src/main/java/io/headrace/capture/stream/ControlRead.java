package io.headrace.capture.stream;

import io.headrace.capture.core.Column;
import io.headrace.capture.core.TableState;
import io.headrace.capture.rows.Origin;
import io.headrace.capture.rows.RowEncoder;
import io.headrace.capture.rows.SchemaIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// One read of a table that people write to: what the topic lacks is sent, row by row, and nothing else.
///
/// There are no generations: a request that was answered must not be asked again. After a lost slot the topic is
/// compared with the table by key: rows that are new or differ go out as read, rows that are gone as deleted.
final class ControlRead {

    private final Journal journal;
    private final TopicWriter topics;
    private final SchemaIds ids;
    private final CatalogueTable table;
    private final Map<ByteBuffer, @Nullable GenericRecord> known = new LinkedHashMap<>();
    private long sent;

    ControlRead(Journal journal, TopicWriter topics, SchemaIds ids, CatalogueTable table) {
        this.journal = journal;
        this.topics = topics;
        this.ids = ids;
        this.table = table;
    }

    /// The rows of a table as one snapshot sees them.
    @FunctionalInterface
    interface Rows {
        void each(TableSnapshot.RowTaker taker) throws SQLException;
    }

    /// Compares and sends, as one Kafka transaction, after all of the topic was noted.
    ///
    /// @return how many records the topic lacked
    long run(TableSnapshot.Start start, Rows rows, RowEncoder encoder) {
        Origin origin = new Origin(start.micros(), 0, 0);
        journal.transact(before -> {
            try {
                rows.each(values -> row(encoder, values, origin));
            } catch (SQLException e) {
                throw new IllegalStateException(
                        "%s cannot be read: %s".formatted(table.name().text(), e.getMessage()), e);
            }
            known.forEach((key, last) -> gone(encoder, key, last, origin));
            String name = table.name().text();
            TableState read = before.table(name).reading().read(table.fingerprint(), start.snapshot(), start.lsn());
            return before.with(name, read);
        });
        return sent;
    }

    /// Takes note of a record of the table's topic.
    void note(ConsumerRecord<byte[], byte[]> message) {
        known.put(ByteBuffer.wrap(message.key()), after(message.value()));
    }

    private void row(RowEncoder encoder, @Nullable Object[] values, Origin origin) {
        byte[] key = encoder.key(values);
        byte[] value = encoder.envelope(null, values, "r", origin);
        GenericRecord last = known.remove(ByteBuffer.wrap(key));
        if (last == null || !texts(last).equals(texts(after(value)))) {
            send(key, value);
        }
    }

    private void gone(RowEncoder encoder, ByteBuffer key, @Nullable GenericRecord last, Origin origin) {
        if (last != null) {
            send(bytes(key), encoder.envelope(values(last), null, "d", origin));
        }
    }

    private static byte[] bytes(ByteBuffer key) {
        byte[] bytes = new byte[key.remaining()];
        key.duplicate().get(bytes);
        return bytes;
    }

    private void send(byte[] key, byte[] value) {
        topics.row(table.name().topic(), 0, key, value, CutHeaders.NONE.row(false));
        sent++;
    }

    private @Nullable GenericRecord after(byte[] value) {
        Schema schema = ids.schema(ByteBuffer.wrap(value, 1, Integer.BYTES).getInt());
        try {
            GenericRecord envelope = new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
            return (GenericRecord) envelope.get("after");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The values that are not null, by field: a column that was added meanwhile is no difference.
    private static Map<String, String> texts(@Nullable GenericRecord row) {
        Map<String, String> texts = new TreeMap<>();
        if (row != null) {
            for (Schema.Field field : row.getSchema().getFields()) {
                Object value = row.get(field.pos());
                if (value != null) {
                    texts.put(field.name(), value.toString());
                }
            }
        }
        return texts;
    }

    private @Nullable Object[] values(GenericRecord row) {
        List<Column> columns = table.shape().columns();
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            String name = columns.get(i).name();
            Object value = row.hasField(name) ? row.get(name) : null;
            values[i] = value instanceof CharSequence text ? text.toString() : value;
        }
        return values;
    }
}
