package io.headrace.kernel.stream;

import static io.headrace.kernel.stream.CloudEventHeaders.CAUSATION;
import static io.headrace.kernel.stream.CloudEventHeaders.CORRELATION;
import static io.headrace.kernel.stream.CloudEventHeaders.ID;
import static io.headrace.kernel.stream.CloudEventHeaders.SEQUENCE;
import static io.headrace.kernel.stream.CloudEventHeaders.SUBJECT;
import static io.headrace.kernel.stream.CloudEventHeaders.TIME;
import static io.headrace.kernel.stream.CloudEventHeaders.TRACEPARENT;
import static io.headrace.kernel.stream.CloudEventHeaders.TYPE;

import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.Unreadable;
import io.headrace.kernel.shell.Cause;
import io.headrace.kernel.stream.Received.ChangedRow;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.kernel.stream.Received.Keyed;
import io.headrace.kernel.stream.Received.PutAside;
import io.headrace.kernel.trace.Traceparent;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Makes something of the bytes of a record.
public final class RecordReader {

    private final AvroCodec avro;

    public RecordReader(AvroCodec avro) {
        this.avro = avro;
    }

    /// What a record says; empty for a tombstone.
    ///
    /// @param timestamp of the record, for messages that carry no time of their own
    /// @throws Unreadable if it says nothing that we understand
    public Optional<Received> read(
            Origin origin, byte @Nullable [] key, byte @Nullable [] value, Headers headers, long timestamp) {
        if (DeadLetter.isTopic(origin.topic())) {
            // Its bytes are those that a service could not read.
            return Optional.of(new PutAside(origin, DeadLetter.read(origin, key, value, headers, timestamp)));
        }
        if (value == null) {
            return Optional.empty();
        }
        IndexedRecord message = avro.decode(value);
        if (headers.lastHeader(TYPE) != null) {
            return Optional.of(event(origin, headers, message));
        }
        if (message instanceof GenericRecord envelope && Envelope.isOne(envelope)) {
            return Optional.of(row(origin, new Envelope(envelope), timestamp));
        }
        String name = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        return Optional.of(new Keyed(origin, Instant.ofEpochMilli(timestamp), name, message));
    }

    private static ChangedRow row(Origin origin, Envelope envelope, long timestamp) {
        return new ChangedRow(
                origin, envelope.time(timestamp), envelope.operation(), envelope.row("before"), envelope.row("after"));
    }

    private static Event event(Origin origin, Headers headers, IndexedRecord message) {
        if (!(message instanceof SpecificRecord payload)) {
            throw new Unreadable("there is no class for the event %s"
                    .formatted(message.getSchema().getFullName()));
        }
        String id = text(headers, ID);
        Cause cause = new Cause(
                id,
                text(headers, CORRELATION),
                Traceparent.parse(CloudEventHeaders.text(headers, TRACEPARENT)).orElse(null),
                time(text(headers, TIME)));
        return new Event(
                origin,
                text(headers, SUBJECT),
                payload.getSchema().getName(),
                number(text(headers, SEQUENCE)),
                text(headers, CAUSATION),
                cause,
                payload);
    }

    private static String text(Headers headers, String name) {
        String text = CloudEventHeaders.text(headers, name);
        if (text == null) {
            throw new Unreadable("an event has the header %s; this record does not".formatted(name));
        }
        return text;
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Unreadable("%s is a time like 2026-01-31T12:00:00.5Z, not %s".formatted(TIME, text), e);
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Unreadable("%s is a whole number, not %s".formatted(SEQUENCE, text), e);
        }
    }
}
