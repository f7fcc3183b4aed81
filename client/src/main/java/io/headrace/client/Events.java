package io.headrace.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// Records of the event topics as events.
final class Events {

    private static final String TYPE_PREFIX = "io.headrace.";

    private final ConfluentAvro avro;

    Events(ConfluentAvro avro) {
        this.avro = avro;
    }

    /// Reads the record.
    ///
    /// @throws IOException if the schema registry cannot be asked now
    /// @throws UnusableModelException if the record is no event
    Event read(ConsumerRecord<byte[], byte[]> record) throws IOException, InterruptedException {
        GenericRecord data = avro.read(record, null);
        try {
            return new Event(
                    header(record, "ce_id"),
                    header(record, "ce_type").replace(TYPE_PREFIX, ""),
                    header(record, "ce_subject"),
                    OffsetDateTime.parse(header(record, "ce_time")).toInstant(),
                    Long.parseLong(header(record, "ce_sequence")),
                    header(record, "ce_causation"),
                    traceparent(record),
                    data);
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new UnusableModelException("%s is no event".formatted(ConfluentAvro.place(record)), e);
        }
    }

    /// W3C trace context of whoever wrote a record; empty: it has none.
    static Optional<String> traceparent(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(record.headers().lastHeader("traceparent"))
                .map(Header::value)
                .map(text -> new String(text, StandardCharsets.UTF_8));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new UnusableModelException(
                    "%s has no header %s: it was not written by Headrace".formatted(ConfluentAvro.place(record), name));
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
