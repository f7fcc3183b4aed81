package io.headrace.app.watch;

import io.headrace.app.watch.Metric.Point;
import io.headrace.lineage.delivery.DeliveryFigures;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// What became of the run events of a process that sends them to a lineage tool.
public final class LineageFigures implements MultiCollector {

    record OfDelivery(Metric metric, ToDoubleFunction<DeliveryFigures> value) {}

    static final List<OfDelivery> ALL = List.of(
            new OfDelivery(
                    Metric.counter(
                            "headrace_lineage_delivered", List.of(), "Run events that the lineage tool has taken"),
                    DeliveryFigures::delivered),
            new OfDelivery(
                    Metric.counter(
                            "headrace_lineage_refused",
                            List.of(),
                            "Run events that it refused for themselves, and that were left out; the log says why"),
                    DeliveryFigures::refused),
            new OfDelivery(
                    Metric.gauge(
                            "headrace_lineage_waiting",
                            List.of(),
                            "1 where it takes none, and run events wait for it, else 0; of the copy that delivers"),
                    figures -> figures.isWaiting() ? 1 : 0));

    private final Supplier<Optional<DeliveryFigures>> figures;

    public LineageFigures(Supplier<Optional<DeliveryFigures>> figures) {
        this.figures = figures;
    }

    @Override
    public MetricSnapshots collect() {
        List<DeliveryFigures> now = figures.get().stream().toList();
        return new MetricSnapshots(ALL.stream()
                .map(figure -> figure.metric()
                        .of(now.stream()
                                .map(one -> new Point(figure.value().applyAsDouble(one), List.of()))
                                .toList()))
                .toList());
    }
}
