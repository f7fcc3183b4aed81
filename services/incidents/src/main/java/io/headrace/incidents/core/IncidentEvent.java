package io.headrace.incidents.core;

import java.time.Instant;

/// What happened to an incident.
public sealed interface IncidentEvent {

    record IncidentOpened(String subject, String kind, String cause, String sentence, Instant occurredAt)
            implements IncidentEvent {}

    record IncidentRecurred(long occurrences, String cause, String sentence, Instant occurredAt)
            implements IncidentEvent {}

    /// Remembered, not told: one more letter is open.
    record LetterCounted() implements IncidentEvent {}

    /// Remembered, not told: one letter less is open.
    record LetterSettled() implements IncidentEvent {}

    record IncidentAcknowledged(String by) implements IncidentEvent {}

    record IncidentResolved(long occurrences, String sentence) implements IncidentEvent {}

    record RequestAnswered(String requestId, String pipeline, boolean accepted, String sentence, String askedBy)
            implements IncidentEvent {}
}
