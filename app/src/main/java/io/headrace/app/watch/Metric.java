package io.headrace.app.watch;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/// What Prometheus can ask for.
///
/// @param name as Prometheus calls it, without the `_total` of a counter
record Metric(Kind kind, String name, List<String> labels, String help) {

    enum Kind {
        COUNTER,
        GAUGE
    }

    /// One of its figures.
    ///
    /// @param labels values, in the order of the metric's labels
    record Point(double value, List<String> labels) {}

    static Metric counter(String name, List<String> labels, String help) {
        return new Metric(Kind.COUNTER, name, labels, help);
    }

    static Metric gauge(String name, List<String> labels, String help) {
        return new Metric(Kind.GAUGE, name, labels, help);
    }

    /// What Prometheus gets.
    MetricSnapshot of(List<Point> points) {
        MetricMetadata metadata = new MetricMetadata(name, help);
        return switch (kind) {
            case COUNTER ->
                new CounterSnapshot(
                        metadata,
                        points.stream()
                                .map(point -> CounterDataPointSnapshot.builder()
                                        .labels(labels(point))
                                        .value(point.value())
                                        .build())
                                .toList());
            case GAUGE ->
                new GaugeSnapshot(
                        metadata,
                        points.stream()
                                .map(point -> new GaugeDataPointSnapshot(point.value(), labels(point), null))
                                .toList());
        };
    }

    private Labels labels(Point point) {
        return Labels.of(labels, point.labels());
    }
}
