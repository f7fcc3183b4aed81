package io.headrace.capture.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/// Rows of the outbox → CloudEvents in Kafka's binary mode.
final class OutboxEvents {

    private OutboxEvents() {}

    /// What the Event Router made of an outbox row.
    static Entry.Event event(SourceRecord routed) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        for (Header header : routed.headers()) {
            columns.put(header.key(), header.value());
        }
        columns.put("aggregateid", routed.key());
        return event(columns, bytes(routed.value()));
    }

    /// @param columns of the outbox row, by name; ids, numbers and times as text or in a form whose text is
    ///     the same
    /// @param payload empty: a tombstone
    static Entry.Event event(Map<String, ? extends @Nullable Object> columns, byte[] payload) {
        String type = text(columns, "aggregatetype");
        String aggregate = text(columns, "aggregateid");
        Map<String, String> headers = new HashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", text(columns, "id"));
        headers.put("ce_source", "/headrace/" + type);
        headers.put("ce_type", "io.headrace." + text(columns, "type"));
        headers.put("ce_subject", aggregate);
        headers.put("ce_time", rfc3339(text(columns, "time")));
        headers.put("ce_sequence", text(columns, "sequence"));
        headers.put("ce_causation", text(columns, "causation"));
        headers.put("ce_correlation", text(columns, "correlation"));
        headers.put("content-type", "application/avro");
        if (columns.get("traceparent") != null) {
            headers.put("traceparent", text(columns, "traceparent"));
        }
        byte[] key = aggregate.getBytes(StandardCharsets.UTF_8);
        return new Entry.Event("headrace." + type, key, payload.length == 0 ? null : payload, headers);
    }

    private static String text(Map<String, ? extends @Nullable Object> columns, String name) {
        Object value = columns.get(name);
        if (value == null) {
            throw new IllegalStateException("An outbox row has no %s: %s".formatted(name, columns));
        }
        return value.toString();
    }

    private static String rfc3339(String timestamp) {
        return timestamp.replace(' ', 'T').replaceFirst("\\+00$", "Z");
    }

    private static byte[] bytes(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            return copy;
        }
        return (byte[]) value;
    }
}
