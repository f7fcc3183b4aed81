package io.headrace.app.reference;

import static io.headrace.app.reference.AsyncApi.ordered;

import java.util.Map;

/// The message of `headrace.lineage`: OpenLineage's, by its own schema.
final class LineageChannel {

    static final String MESSAGE = "OpenLineageRunEvent";

    private LineageChannel() {}

    static Map<String, Object> message(String binding) {
        return ordered(
                "name",
                MESSAGE,
                "title",
                "Run event",
                "summary",
                "START, COMPLETE, FAIL or ABORT of a run, as OpenLineage 2-0-2 has it.",
                "contentType",
                "application/json",
                "payload",
                ordered(
                        "schemaFormat",
                        "application/schema+json;version=2020-12",
                        "schema",
                        Map.of("$ref", "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent")),
                "bindings",
                ordered(
                        "kafka",
                        ordered(
                                "key",
                                ordered("type", "string", "description", "The pipeline's name."),
                                "bindingVersion",
                                binding)));
    }
}
