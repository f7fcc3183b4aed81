package io.headrace.kernel.stream;

import io.headrace.kernel.avro.Unreadable;
import io.headrace.kernel.stream.Received.Operation;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/// Debezium's envelope around a row.
final class Envelope {

    private static final String OPERATION = "op";
    private static final String SOURCE = "source";

    private final GenericRecord message;

    Envelope(GenericRecord message) {
        this.message = message;
    }

    static boolean isOne(GenericRecord message) {
        return message.hasField(OPERATION) && message.hasField("after");
    }

    Operation operation() {
        String operation = String.valueOf(message.get(OPERATION));
        return switch (operation) {
            case "r" -> Operation.READ;
            case "c" -> Operation.CREATE;
            case "u" -> Operation.UPDATE;
            case "d" -> Operation.DELETE;
            default -> throw new Unreadable("a row's op is r, c, u or d, not " + operation);
        };
    }

    /// When the row was committed, as exactly as the envelope says.
    Instant time(long otherwiseMs) {
        if (message.hasField(SOURCE) && message.get(SOURCE) instanceof GenericRecord source) {
            if (source.hasField("ts_us") && source.get("ts_us") instanceof Long us) {
                return Instant.EPOCH.plus(us, ChronoUnit.MICROS);
            }
            if (source.hasField("ts_ms") && source.get("ts_ms") instanceof Long ms) {
                return Instant.ofEpochMilli(ms);
            }
        }
        return Instant.ofEpochMilli(otherwiseMs);
    }

    @Nullable
    Map<String, @Nullable Object> row(String field) {
        return message.hasField(field) && message.get(field) instanceof GenericRecord row ? columns(row) : null;
    }

    private static Map<String, @Nullable Object> columns(GenericRecord row) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        for (Schema.Field column : row.getSchema().getFields()) {
            columns.put(column.name(), plain(row.get(column.pos())));
        }
        return columns;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case CharSequence text -> text.toString();
            case GenericRecord record -> columns(record);
            case List<?> list ->
                list.stream().<@Nullable Object>map(Envelope::plain).toList();
            case ByteBuffer bytes -> {
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                yield copy;
            }
            case Object other -> other;
        };
    }
}
