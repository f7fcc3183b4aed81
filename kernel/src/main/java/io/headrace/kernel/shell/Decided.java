package io.headrace.kernel.shell;

import io.headrace.kernel.trace.Span;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What one cause brought about for one aggregate, for a trace.
///
/// @param events by their names in the decider, those that nobody is told of too; one at least
record Decided(String aggregateId, Cause cause, List<String> events, Span.Place place) {

    /// A span that goes by the name of the last event.
    Span span(String service, Instant start, Instant end) {
        return new Span(
                service,
                events.getLast(),
                place,
                start,
                end,
                Map.of(
                        "headrace.aggregate",
                        aggregateId,
                        "headrace.cause",
                        cause.id(),
                        "headrace.events",
                        String.join(", ", events)));
    }
}
