package io.headrace.app.watch;

import io.headrace.app.watch.Metric.Point;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.LongSupplier;

/// What became of the spans of a process that sends traces.
public final class SpanFigures implements MultiCollector {

    static final Metric ENDED = Metric.counter(
            "headrace_spans",
            List.of(),
            "Spans that have ended; those that are neither delivered within seconds nor waiting (2,048 at most) were dropped");
    static final Metric DELIVERED =
            Metric.counter("headrace_spans_delivered", List.of(), "Spans that the collector has taken");

    private final LongSupplier ended;
    private final LongSupplier delivered;

    public SpanFigures(LongSupplier ended, LongSupplier delivered) {
        this.ended = ended;
        this.delivered = delivered;
    }

    @Override
    public MetricSnapshots collect() {
        return MetricSnapshots.of(of(DELIVERED, delivered), of(ENDED, ended));
    }

    private static MetricSnapshot of(Metric metric, LongSupplier count) {
        return metric.of(List.of(new Point(count.getAsLong(), List.of())));
    }
}
