package io.headrace.capture.stream;

import io.headrace.capture.core.CaptureState;
import io.headrace.kernel.checkpoint.Checkpoints;
import io.headrace.kernel.trace.Span;
import io.headrace.kernel.trace.Span.Place;
import io.headrace.kernel.trace.Spans;
import io.headrace.kernel.trace.Traceparent;
import io.headrace.schemas.CutNames;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// What an engine has sent, as spans: from its COMMIT in PostgreSQL to that of the Kafka transaction which holds it.
/// One
/// for each cut and one for each decision, whatever the number of records. Not thread-safe.
final class SentSpans {

    private static final String SERVICE = "capture";
    private static final String OF_CHECKPOINTS = "headrace." + Checkpoints.AGGREGATE_TYPE;

    private final Spans spans;
    private final String source;

    /// Spans that want an end.
    private final Map<Traceparent, Function<Instant, Span>> open = new LinkedHashMap<>();

    SentSpans(Spans spans, String source) {
        this.spans = spans;
        this.source = source;
    }

    /// A cut, the last one of the state, which begins a trace.
    ///
    /// @param micros when it was committed, since the epoch
    void cut(CaptureState state, long micros) {
        if (spans.areWanted()) {
            String name = CutNames.cut(source, state.server().systemId(), state.lastCut());
            Traceparent at = Traceparent.root(name, name);
            Map<String, String> attributes =
                    Map.of("headrace.source", source, "headrace.cut", String.valueOf(state.lastCut()));
            open.put(at, end -> new Span(SERVICE, "capture cut", Place.first(at), time(micros), end, attributes));
        }
    }

    /// An event of the outbox, which continues the trace of its decision. Nobody acts on a checkpoint.
    ///
    /// @param micros when it was committed, since the epoch
    void event(Entry.Event event, long micros) {
        if (spans.areWanted() && !event.topic().equals(OF_CHECKPOINTS)) {
            Traceparent.parse(event.headers().get("traceparent"))
                    .ifPresent(decision -> relayed(decision, event.headers().getOrDefault("ce_subject", ""), micros));
        }
    }

    private void relayed(Traceparent decision, String aggregate, long micros) {
        Traceparent at = decision.child("relay\n" + decision);
        Map<String, String> attributes = Map.of("headrace.aggregate", aggregate);
        open.putIfAbsent(
                at, end -> new Span(SERVICE, "relay", Place.under(decision, at), time(micros), end, attributes));
    }

    void committed() {
        if (!open.isEmpty()) {
            Instant now = Instant.now();
            open.values().forEach(span -> spans.ended(span.apply(now)));
            open.clear();
        }
    }

    void aborted() {
        open.clear();
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
