package io.headrace.client;

import java.time.Instant;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;

/// A decision, or another fact that Headrace published.
///
/// @param id the same however often it is delivered
/// @param type such as `ModelDeployed`
/// @param subject what it is about: a pipeline, an incident, a source
/// @param sequence its number among those of its subject in its topic
/// @param causation the id of what brought it about
/// @param traceparent of the decision's span, by W3C trace context: a span of yours that has it for a parent goes on
/// with
///     the trace; empty: an older Headrace, or capture itself, published the event
/// @param data by the schema that it was written with
public record Event(
        String id,
        String type,
        String subject,
        Instant time,
        long sequence,
        String causation,
        Optional<String> traceparent,
        GenericRecord data) {}
