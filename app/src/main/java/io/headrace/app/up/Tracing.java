package io.headrace.app.up;

import io.headrace.app.traces.Collector;
import io.headrace.app.traces.OtlpSpans;
import io.headrace.app.watch.SpanFigures;
import io.headrace.kernel.trace.Spans;
import java.util.List;
import java.util.Optional;

/// Where a process sends its spans, and what it counts of them.
record Tracing(Spans spans, List<SpanFigures> figures) implements AutoCloseable {

    Tracing {
        figures = List.copyOf(figures);
    }

    /// @param collector empty: nobody wants spans
    /// @param instance the name of this copy among others of the same service
    static Tracing of(Optional<Collector> collector, String instance) {
        if (collector.isEmpty()) {
            return new Tracing(Spans.NONE, List.of());
        }
        OtlpSpans spans = OtlpSpans.to(collector.get(), instance);
        return new Tracing(spans, List.of(new SpanFigures(spans::ended, spans::delivered)));
    }

    @Override
    public void close() {
        spans.close();
    }
}
