package io.headrace.app.demo;

import io.headrace.app.timing.OpenLoop;
import io.headrace.app.timing.Percentiles;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// A thousand commits of one row each at a steady pace, and how long each takes to the subscriber.
///
/// A commit is answered by the first model whose cut covers it. The clock is this process's: it starts before COMMIT
/// is sent and stops in the subscriber's callback, with verified bytes.
final class SteadyCommits {

    private static final int COMMITS = 1_000;
    private static final int WARM_UP = 1_000;
    private static final Duration PACE = Duration.ofMillis(40);

    private final Stage stage;
    private final DemoReport report;

    SteadyCommits(Stage stage, DemoReport report) {
        this.stage = stage;
        this.report = report;
    }

    void run() throws SQLException {
        stage.chapter("%,d commits of one row each, every %d ms, each one a reason to train"
                .formatted(COMMITS, PACE.toMillis()));
        stage.narrator().beSilent(true);
        OpenLoop loop =
                new OpenLoop(stage.table()::buildOne, List.of(stage.deliveries().arrivals()), Stage.PATIENCE);
        List<Long> _ = loop.measure(WARM_UP, PACE);
        stage.says("warm after %,d commits, which do not count".formatted(WARM_UP));
        int models = stage.deliveries().count();
        Percentiles latencies = Percentiles.of(loop.measure(COMMITS, PACE));
        models = stage.deliveries().count() - models;
        stage.narrator().beSilent(false);
        String sentence = "COMMIT to verified model: p50 %.1f ms, p99 %.1f ms; %,d commits, %,d models"
                .formatted(latencies.p50Ms(), latencies.p99Ms(), latencies.n(), models);
        stage.says(sentence);
        report.commitToDeployed(latencies);
        report.shown("%,d single commits".formatted(COMMITS), sentence);
    }
}
