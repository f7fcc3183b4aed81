package io.headrace.app.reference;

import io.headrace.kernel.stream.CloudEventHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The headers of an event as a schema.
final class EventHeaders {

    private EventHeaders() {}

    /// Those of one message.
    static Map<String, Object> of(String message) {
        return AsyncApi.ordered(
                "type",
                "object",
                "allOf",
                List.of(AsyncApi.reference("components/schemas/EventHeaders")),
                "properties",
                AsyncApi.ordered(CloudEventHeaders.TYPE, AsyncApi.ordered("const", "io.headrace." + message)));
    }

    /// Those of all.
    static Map<String, Object> schema() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", AsyncApi.ordered("type", "string", "const", "1.0"));
        headers.put(
                CloudEventHeaders.ID, text("Of the event: the same however often it is delivered.", "format", "uuid"));
        headers.put("ce_source", text("/headrace/ and the topic's last word.", "pattern", "^/headrace/[a-z]+$"));
        headers.put(CloudEventHeaders.TYPE, text("io.headrace. and the message's name."));
        headers.put(CloudEventHeaders.SUBJECT, text("The aggregate's id; the record's key too."));
        headers.put(CloudEventHeaders.TIME, text("Of the decision.", "format", "date-time"));
        headers.put(
                CloudEventHeaders.SEQUENCE,
                text("1, 2, 3… within the aggregate and topic, in decimal.", "pattern", "^[0-9]+$"));
        headers.put(CloudEventHeaders.CAUSATION, text("The id of what the event was decided from."));
        headers.put(CloudEventHeaders.CORRELATION, text("The same for all events of a chain of causes."));
        headers.put(CloudEventHeaders.TRACEPARENT, text("Of the trace, as W3C writes it; where there is one."));
        headers.put("content-type", AsyncApi.ordered("type", "string", "const", "application/avro"));
        List<String> required = headers.keySet().stream()
                .filter(name -> !name.equals(CloudEventHeaders.TRACEPARENT))
                .toList();
        return AsyncApi.ordered("type", "object", "required", required, "properties", headers);
    }

    private static Map<String, Object> text(String description, String... rule) {
        Map<String, Object> text = AsyncApi.ordered("type", "string", "description", description);
        for (int i = 0; i < rule.length; i += 2) {
            text.put(rule[i], rule[i + 1]);
        }
        return text;
    }
}
