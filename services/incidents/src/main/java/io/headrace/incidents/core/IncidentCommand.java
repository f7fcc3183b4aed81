package io.headrace.incidents.core;

import java.time.Instant;

/// What may be asked of an incident.
public sealed interface IncidentCommand {

    /// It happened.
    ///
    /// @param cause unique to this occurrence
    record Report(String subject, String kind, String cause, String sentence, Instant occurredAt)
            implements IncidentCommand {}

    /// A service put a letter aside: it happened, and goes on until the letter is settled.
    record PutAside(Report report) implements IncidentCommand {}

    /// A letter was replayed or discarded.
    record Settle(String sentence) implements IncidentCommand {}

    /// Its cause is gone.
    ///
    /// @param sentence what tells so
    record Clear(String sentence) implements IncidentCommand {}

    /// Somebody has seen it.
    ///
    /// @param incident as the person wrote it; empty where they named none
    record Acknowledge(String requestId, String incident, String pipeline, String askedBy) implements IncidentCommand {}
}
