package io.headrace.kernel.trace;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that a service did.
///
/// @param name one of few, such as the event that it led to
/// @param end not before the start, also where both were read off different clocks
/// @param attributes what it was done to
public record Span(
        String service, String name, Place place, Instant start, Instant end, Map<String, String> attributes) {

    /// Where a span stands.
    ///
    /// @param parent null: the trace begins here
    /// @param link what else brought it about, in another trace; null: nothing
    public record Place(
            Traceparent at,
            @Nullable Traceparent parent,
            @Nullable Traceparent link) {

        /// Of a span that begins its trace.
        public static Place first(Traceparent at) {
            return new Place(at, null, null);
        }

        /// Of a span with a parent and no more.
        public static Place under(Traceparent parent, Traceparent at) {
            return new Place(at, parent, null);
        }
    }

    public Span {
        end = end.isBefore(start) ? start : end;
        attributes = Map.copyOf(attributes);
    }
}
