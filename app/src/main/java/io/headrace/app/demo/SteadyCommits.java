package io.headrace.app.demo;

import io.headrace.app.demo.Deliveries.Delivery;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A thousand commits of one row each at a steady pace, and how long each takes to the subscriber.
///
/// A commit is answered by the first model whose cut covers it. The clock is this process's: it starts before COMMIT
/// is sent and stops in the subscriber's callback, with verified bytes. A commit's turn does not wait for the answer
/// to the one before.
final class SteadyCommits {

    private static final int COMMITS = 1_000;
    private static final int WARM_UP = 200;
    private static final Duration PACE = Duration.ofMillis(40);

    private final Stage stage;
    private final DemoReport report;

    /// @param lsn every cut that covers the commit is beyond it, and no earlier one
    /// @param nanos just before COMMIT was sent
    private record Sent(long lsn, long nanos) {}

    SteadyCommits(Stage stage, DemoReport report) {
        this.stage = stage;
        this.report = report;
    }

    void run() throws SQLException {
        stage.chapter("%,d commits of one row each, every %d ms, each one a reason to train"
                .formatted(COMMITS, PACE.toMillis()));
        stage.narrator().beSilent(true);
        Latencies _ = measured(WARM_UP);
        stage.says("warm after %d commits, which do not count".formatted(WARM_UP));
        int models = stage.deliveries().count();
        Latencies latencies = measured(COMMITS);
        models = stage.deliveries().count() - models;
        stage.narrator().beSilent(false);
        String sentence = "COMMIT to verified model: p50 %.1f ms, p99 %.1f ms; %,d commits, %,d models"
                .formatted(latencies.p50Ms(), latencies.p99Ms(), latencies.n(), models);
        stage.says(sentence);
        report.commitToDeployed(latencies);
        report.shown("%,d single commits".formatted(COMMITS), sentence);
    }

    private Latencies measured(int commits) throws SQLException {
        int from = stage.deliveries().count();
        List<Sent> sent = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < commits; i++) {
            sleepUntil(start + i * PACE.toNanos());
            long[] before = new long[1];
            long lsn = stage.table().buildOne(() -> before[0] = System.nanoTime());
            sent.add(new Sent(lsn, before[0]));
        }
        long last = sent.getLast().lsn();
        Delivery _ = stage.deliveries()
                .await("the model of the last commit", from, model -> model.cut().commitLsn() > last, Stage.PATIENCE);
        return matched(sent, stage.deliveries().all().subList(from, stage.deliveries().count()));
    }

    private static Latencies matched(List<Sent> sent, List<Delivery> deliveries) {
        List<Long> nanos = new ArrayList<>();
        int next = 0;
        for (Sent commit : sent) {
            while (deliveries.get(next).model().cut().commitLsn() <= commit.lsn()) {
                next++;
            }
            nanos.add(deliveries.get(next).nanos() - commit.nanos());
        }
        return Latencies.of(nanos);
    }

    private static void sleepUntil(long nanos) {
        long left = nanos - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanos - System.nanoTime();
        }
    }
}
