package io.headrace.schemas;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/// Schemas as a page for readers.
final class EventsReference {

    private static final String INTRODUCTION = """
            # Messages

            Written from `schemas/src/main/avro` by a test; do not edit. Which topic carries which message, and what the record headers mean, stands in [ARCHITECTURE.md](../../ARCHITECTURE.md#the-topics). The header `traceparent` is the place of the decision in its [trace](../decisions/traces.md), by W3C trace context. Payloads are Avro in the Confluent wire format: a zero byte, the schema's id in four bytes, the record.

            """;

    private final StringBuilder page = new StringBuilder(INTRODUCTION);
    private final Map<String, Schema> parts = new LinkedHashMap<>();

    private EventsReference() {}

    static String of(List<Schema> messages) {
        EventsReference reference = new EventsReference();
        messages.forEach(message -> reference.parts.put(message.getName(), message));
        messages.forEach(reference::section);
        reference.page.append("# Parts of messages\n\n");
        reference.parts.values().stream()
                .filter(part -> !messages.contains(part))
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .toList()
                .forEach(reference::section);
        return reference.page.toString().strip() + "\n";
    }

    private void section(Schema schema) {
        page.append("## ").append(schema.getName()).append("\n");
        if (schema.getDoc() != null) {
            page.append(schema.getDoc()).append("\n");
        }
        page.append("\n");
        if (schema.getType() == Schema.Type.ENUM) {
            page.append("One of `")
                    .append(String.join("`, `", schema.getEnumSymbols()))
                    .append("`.\n\n");
            return;
        }
        page.append("| field | type | |\n|---|---|---|\n");
        for (Schema.Field field : schema.getFields()) {
            page.append("| `%s` | %s | %s |\n"
                    .formatted(field.name(), type(field.schema()), Objects.requireNonNullElse(field.doc(), "")));
        }
        page.append("\n");
    }

    private String type(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> part(schema);
            case ARRAY -> "list of " + type(schema.getElementType());
            case MAP -> "map of string to " + type(schema.getValueType());
            case UNION -> schema.getTypes().stream().map(this::type).collect(Collectors.joining(" or "));
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
                schema.getLogicalType() == null
                        ? schema.getType().getName()
                        : schema.getLogicalType().getName();
        };
    }

    private String part(Schema schema) {
        if (parts.putIfAbsent(schema.getName(), schema) == null && schema.getType() == Schema.Type.RECORD) {
            schema.getFields().forEach(field -> type(field.schema()));
        }
        return "[%s](#%s)".formatted(schema.getName(), schema.getName().toLowerCase(Locale.ROOT));
    }
}
