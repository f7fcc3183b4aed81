package io.headrace.app.bench;

import io.headrace.app.timing.OpenLoop;
import io.headrace.app.timing.Percentiles;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Measures one CDC hop. The sides take turns, so that what warms up or slows down meets both; the first turn warms up.
final class Hop implements BenchRun.Measuring {

    static final Duration PACE = Duration.ofMillis(20);

    private static final int WARM_UP = 200;
    private static final double RATIO_AIM = 2.0;

    private final int commits;
    private final Duration pace;

    /// @param commits that count, of each side
    Hop(int commits, Duration pace) {
        this.commits = commits;
        this.pace = pace;
    }

    @Override
    public List<Reading> measure(Site site) throws SQLException {
        List<Long> captured = new ArrayList<>();
        List<Long> bare = new ArrayList<>();
        turn(site, 0, commits / 2, new ArrayList<>(), new ArrayList<>());
        turn(site, 1, commits / 2, captured, bare);
        turn(site, 2, commits - commits / 2, captured, bare);
        return readings(Percentiles.of(captured), Percentiles.of(bare));
    }

    private void turn(Site site, int turn, int count, List<Long> captured, List<Long> bare) throws SQLException {
        try (HopSide side = new CapturedHop(site, "hop_" + turn)) {
            captured.addAll(measured(site, "capture", side, count));
        }
        try (HopSide side = new BareHop(site, "bare_hop_" + turn)) {
            bare.addAll(measured(site, "bare", side, count));
        }
    }

    /// The bare hop alone.
    Percentiles bare(Site site) throws SQLException {
        try (HopSide side = new BareHop(site, "bare_hop")) {
            return Percentiles.of(measured(site, "bare", side, commits));
        }
    }

    private List<Long> measured(Site site, String name, HopSide side, int count) throws SQLException {
        OpenLoop loop = side.loop();
        loop.begin();
        List<Long> _ = loop.measure(WARM_UP, pace);
        List<Long> nanos = loop.measure(count, pace);
        Percentiles percentiles = Percentiles.of(nanos);
        site.says("a hop, %s: p50 %.1f ms, p99 %.1f ms; %,d commits"
                .formatted(name, percentiles.p50Ms(), percentiles.p99Ms(), count));
        return nanos;
    }

    static List<Reading> readings(Percentiles captured, Percentiles bare) {
        return List.of(
                Reading.of("hop_p50_ms", "COMMIT to row in a consumer, p50, ms", captured.p50Ms())
                        .beside(bare.p50Ms())
                        .aimingAt(Aim.ratioAtMost(RATIO_AIM)),
                Reading.of("hop_p90_ms", "COMMIT to row in a consumer, p90, ms", captured.p90Ms())
                        .beside(bare.p90Ms()),
                Reading.of("hop_p99_ms", "COMMIT to row in a consumer, p99, ms", captured.p99Ms())
                        .beside(bare.p99Ms()));
    }
}
