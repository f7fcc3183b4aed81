package io.headrace.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// Records of the event topics as events.
final class Events {

    private static final byte CONFLUENT = 0;
    private static final int PREFIX = 5;
    private static final String TYPE_PREFIX = "io.headrace.";

    private final SchemaRegistryClient schemas;

    Events(SchemaRegistryClient schemas) {
        this.schemas = schemas;
    }

    /// Reads the record.
    ///
    /// @throws IOException if the schema registry cannot be asked now
    /// @throws UnusableModelException if the record is no event
    Event read(ConsumerRecord<byte[], byte[]> record) throws IOException, InterruptedException {
        ByteBuffer payload = ByteBuffer.wrap(record.value() == null ? new byte[0] : record.value());
        if (payload.remaining() < PREFIX || payload.get() != CONFLUENT) {
            throw new UnusableModelException(
                    "%s is not in the Confluent wire format (a zero, then the schema's id in 4 bytes)"
                            .formatted(place(record)));
        }
        Schema writer = schemas.schema(payload.getInt());
        try {
            return new Event(
                    header(record, "ce_id"),
                    header(record, "ce_type").replace(TYPE_PREFIX, ""),
                    header(record, "ce_subject"),
                    OffsetDateTime.parse(header(record, "ce_time")).toInstant(),
                    Long.parseLong(header(record, "ce_sequence")),
                    header(record, "ce_causation"),
                    traceparent(record),
                    decode(record.value(), writer));
        } catch (IOException | AvroRuntimeException | DateTimeParseException | NumberFormatException e) {
            throw new UnusableModelException("%s is no event".formatted(place(record)), e);
        }
    }

    /// W3C trace context of whoever wrote a record; empty: it has none.
    static Optional<String> traceparent(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(record.headers().lastHeader("traceparent"))
                .map(Header::value)
                .map(text -> new String(text, StandardCharsets.UTF_8));
    }

    private static GenericRecord decode(byte[] payload, Schema writer) throws IOException {
        return new GenericDatumReader<GenericRecord>(writer)
                .read(null, DecoderFactory.get().binaryDecoder(payload, PREFIX, payload.length - PREFIX, null));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new UnusableModelException(
                    "%s has no header %s: it was not written by Headrace".formatted(place(record), name));
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return "The record at offset %d of %s".formatted(record.offset(), record.topic());
    }
}
