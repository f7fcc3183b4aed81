package io.headrace.simulation.promises;

import io.headrace.kernel.avro.AvroCodec;
import io.headrace.schemas.RowHeaders;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// A record of a row topic, as a reader sees it.
///
/// @param envelope null: it is a mark, or a deleted row's tombstone
record RowRecord(
        ConsumerRecord<byte[], byte[]> message, @Nullable GenericRecord envelope) {

    static RowRecord of(ConsumerRecord<byte[], byte[]> message, AvroCodec avro) {
        byte[] value = message.value();
        boolean isEnvelope = value != null && value.length > 0;
        return new RowRecord(message, isEnvelope ? (GenericRecord) avro.decode(value) : null);
    }

    boolean isTombstone() {
        return message.value() == null;
    }

    boolean hasKeyOf(RowRecord other) {
        return Arrays.equals(message.key(), other.message.key());
    }

    boolean isReset() {
        return header(RowHeaders.RESET) != null;
    }

    boolean isComplete() {
        return header(RowHeaders.COMPLETE) != null;
    }

    boolean isLast() {
        return header(RowHeaders.LAST) != null;
    }

    long cut() {
        return number(RowHeaders.CUT);
    }

    int parts() {
        return bytes(RowHeaders.PARTS).getInt();
    }

    long micros() {
        return number(RowHeaders.COMMITTED_AT);
    }

    String operation() {
        return String.valueOf(row().get("op"));
    }

    long xid() {
        GenericRecord source = (GenericRecord) row().get("source");
        return source.get("txId") instanceof Long xid ? xid : 0;
    }

    long lsn() {
        GenericRecord source = (GenericRecord) row().get("source");
        return source.get("lsn") instanceof Long lsn ? lsn : 0;
    }

    /// Null: the row is deleted.
    @Nullable
    Map<String, @Nullable Object> after() {
        return row().get("after") instanceof GenericRecord values ? values(values) : null;
    }

    private GenericRecord row() {
        return Objects.requireNonNull(envelope, "neither a mark nor a tombstone is a row");
    }

    private static Map<String, @Nullable Object> values(GenericRecord row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Schema.Field field : row.getSchema().getFields()) {
            Object value = row.get(field.pos());
            values.put(field.name(), value instanceof CharSequence text ? text.toString() : value);
        }
        return values;
    }

    private long number(String header) {
        return bytes(header).getLong();
    }

    private ByteBuffer bytes(String header) {
        return ByteBuffer.wrap(Objects.requireNonNull(header(header), header).value());
    }

    private @Nullable Header header(String name) {
        return message.headers().lastHeader(name);
    }
}
