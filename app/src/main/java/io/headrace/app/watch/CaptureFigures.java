package io.headrace.app.watch;

import io.headrace.app.watch.Metric.Point;
import io.headrace.capture.EngineFigures;
import io.headrace.capture.EngineStatus;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What the engines of capture have done since their process began.
public final class CaptureFigures implements MultiCollector {

    private static final double MILLIS_PER_SECOND = 1e3;

    /// @param points what it says of an engine
    record OfEngine(Metric metric, Function<EngineStatus, Stream<Point>> points) {}

    static final List<OfEngine> ALL = List.of(
            new OfEngine(
                    Metric.counter(
                            "headrace_captured_rows",
                            List.of("source", "change"),
                            "Rows that capture has put into topics: insert, update, delete, read (with its whole table), and truncate, which counts tables"),
                    CaptureFigures::rows),
            new OfEngine(
                    Metric.gauge(
                            "headrace_capture_lag_seconds",
                            List.of("source"),
                            "How long the oldest change that is not in its topic yet has been waiting, 0 where none is; of `headrace`, the oldest decision. Of the copy that captures alone"),
                    engine -> engine.figures().lag().stream().map(lag -> new Point(seconds(lag), source(engine)))),
            new OfEngine(
                    Metric.gauge(
                            "headrace_cut_age_seconds",
                            List.of("source"),
                            "Since the commit of the newest cut that this process has captured"),
                    engine -> engine.figures().newestCut().stream()
                            .map(cut -> new Point(
                                    Math.max(0, seconds(Duration.between(cut, Instant.now()))), source(engine)))),
            new OfEngine(
                    Metric.counter(
                            "headrace_engine_restarts",
                            List.of("source"),
                            "How often capture of a source failed and was begun again"),
                    engine -> Stream.of(new Point(engine.figures().restarts(), source(engine)))));

    private final Supplier<List<EngineStatus>> engines;

    public CaptureFigures(Supplier<List<EngineStatus>> engines) {
        this.engines = engines;
    }

    @Override
    public MetricSnapshots collect() {
        List<EngineStatus> now = engines.get();
        return new MetricSnapshots(ALL.stream()
                .map(figure ->
                        figure.metric().of(now.stream().flatMap(figure.points()).toList()))
                .toList());
    }

    private static Stream<Point> rows(EngineStatus engine) {
        EngineFigures figures = engine.figures();
        return figures.rows().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(count -> new Point(
                        count.getValue(),
                        List.of(engine.source(), count.getKey().word())));
    }

    private static List<String> source(EngineStatus engine) {
        return List.of(engine.source());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / MILLIS_PER_SECOND;
    }
}
