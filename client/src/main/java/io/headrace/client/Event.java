package io.headrace.client;

import java.time.Instant;
import org.apache.avro.generic.GenericRecord;

/// A decision, or another fact that Headrace published.
///
/// @param id the same however often it is delivered
/// @param type such as `ModelDeployed`
/// @param subject what it is about: a pipeline, an incident, a source
/// @param sequence its number among those of its subject in its topic
/// @param causation the id of what brought it about
/// @param data by the schema that it was written with
public record Event(
        String id, String type, String subject, Instant time, long sequence, String causation, GenericRecord data) {}
