package io.headrace.app.bench;

import io.headrace.app.timing.OpenLoop;
import io.headrace.app.timing.Percentiles;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// Measures the whole loop: from COMMIT to the verified model in a subscriber's callback.
final class Loop implements BenchRun.Measuring {

    static final Duration PACE = Duration.ofMillis(40);

    private static final int ROWS = 50_000;
    private static final int PIPELINES = 4;
    private static final int WARM_UP = 2_000;
    private static final int WARM_UP_OF_MORE = 200;
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(20);

    private final int commits;
    private final Duration pace;

    /// Latencies of every phase.
    record Latencies(Percentiles paced, Percentiles backToBack, Percentiles pacedFour, Percentiles backToBackFour) {}

    /// @param commits that count, in each phase
    Loop(int commits, Duration pace) {
        this.commits = commits;
        this.pace = pace;
    }

    @Override
    public List<Reading> measure(Site site) throws SQLException, IOException {
        Latencies latencies = latencies(site);
        double idle = idle(site);
        Percentiles hop = new Hop(commits, Hop.PACE).bare(site);
        return LoopReadings.of(latencies, hop, idle);
    }

    private Latencies latencies(Site site) throws SQLException, IOException {
        try (FeatureTable table = site.table("public.bench");
                Subscribers subscribers = new Subscribers(site, table)) {
            table.commit(ROWS);
            subscribers.add();
            site.says("a first model of %,d rows; warming up".formatted(ROWS));
            List<Long> _ = subscribers.loop().measure(WARM_UP, pace);
            Percentiles paced = told(site, "one pipeline, paced", subscribers.loop(), pace);
            Percentiles backToBack = told(site, "one pipeline, back to back", subscribers.loop(), Duration.ZERO);
            for (int i = 1; i < PIPELINES; i++) {
                subscribers.add();
            }
            List<Long> _ = subscribers.loop().measure(WARM_UP_OF_MORE, pace);
            return new Latencies(
                    paced,
                    backToBack,
                    told(site, "four pipelines, paced", subscribers.loop(), pace),
                    told(site, "four pipelines, back to back", subscribers.loop(), Duration.ZERO));
        }
    }

    private Percentiles told(Site site, String what, OpenLoop loop, Duration gap) throws SQLException {
        Percentiles percentiles = Percentiles.of(loop.measure(commits, gap));
        site.says("%s: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms; %,d answers"
                .formatted(what, percentiles.p50Ms(), percentiles.p90Ms(), percentiles.p99Ms(), percentiles.n()));
        return percentiles;
    }

    /// The share of one core that everything uses while nothing happens.
    private static double idle(Site site) {
        pause(SETTLING);
        CpuTime before = CpuTime.now();
        long began = System.nanoTime();
        pause(IDLE);
        double cores = CpuTime.now().coresSince(before, Duration.ofNanos(System.nanoTime() - began));
        site.says("idle for %d s: %.2f of a core".formatted(IDLE.toSeconds(), cores));
        return cores;
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
