package io.headrace.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.capture.EngineFigures;
import io.headrace.capture.EngineStatus;
import io.headrace.capture.core.ChangeKind;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaptureFiguresTest {

    @Test
    void saysWhatEachEngineHasDoneAndNoLagOfACopyThatWaits() {
        EngineFigures runs = new EngineFigures(
                Map.of(ChangeKind.INSERT, 7L, ChangeKind.READ, 100L),
                2,
                Optional.of(Instant.now().minusSeconds(60)),
                Optional.of(Duration.ofMillis(2_500)));
        EngineFigures waits = new EngineFigures(Map.of(), 0, Optional.empty(), Optional.empty());

        assertThat(figures(runs, waits))
                .contains("headrace_captured_rows {change=\"insert\",source=\"main\"} 7")
                .contains("headrace_captured_rows {change=\"read\",source=\"main\"} 100")
                .contains("headrace_capture_lag_seconds {source=\"main\"} 2")
                .contains("headrace_engine_restarts {source=\"main\"} 2")
                .contains("headrace_engine_restarts {source=\"other\"} 0")
                .anyMatch(figure -> figure.matches("headrace_cut_age_seconds \\{source=\"main\"} 6[0-9]"))
                .noneMatch(figure -> figure.matches("headrace_(capture_lag|cut_age)_seconds .*other.*"));
    }

    /// Name, labels and whole number of each.
    private static List<String> figures(EngineFigures main, EngineFigures other) {
        CaptureFigures figures = new CaptureFigures(() -> List.of(status("main", main), status("other", other)));
        return figures.collect().stream()
                .flatMap(metric -> metric.getDataPoints().stream()
                        .map(point ->
                                "%s %s %d".formatted(metric.getMetadata().getName(), point.getLabels(), whole(point))))
                .toList();
    }

    private static long whole(DataPointSnapshot point) {
        return switch (point) {
            case CounterDataPointSnapshot counter -> (long) counter.getValue();
            case GaugeDataPointSnapshot gauge -> (long) gauge.getValue();
            default -> throw new AssertionError(point.getClass());
        };
    }

    private static EngineStatus status(String source, EngineFigures figures) {
        return new EngineStatus(source, Optional.empty(), false, Map.of(), figures);
    }
}
