package io.headrace.app.bench;

import java.util.List;

/// What a bench of the replay tells.
final class ReplayReadings {

    private static final Aim OF_BARE = Aim.ratioAtLeast(0.5);
    private static final Aim DECIDED = Aim.atMost(10);
    private static final Aim STOPPED = Aim.atMost(10);
    private static final Aim STARTED = Aim.atMost(20);

    private final int rows;
    private final Measured bare = new Measured();
    private final Measured rebuilt = new Measured();
    private final Measured stopped = new Measured();
    private final Measured started = new Measured();
    private final Measured committed = new Measured();
    private final Measured version = new Measured();
    private final Measured decided = new Measured();
    private double rebuildPeak;
    private double upPeak;

    ReplayReadings(int rows) {
        this.rows = rows;
    }

    /// @param rate rows per second
    void bare(double rate) {
        bare.add(rate);
    }

    /// @param rate rows per second
    /// @param peak megabytes
    void rebuilt(double rate, double peak) {
        rebuilt.add(rate);
        rebuildPeak = peak;
    }

    /// @param stop seconds from SIGTERM to the end of `up` and its servers
    /// @param start seconds to where it is ready
    void restarted(double stop, double start) {
        stopped.add(stop);
        started.add(start);
    }

    /// @param peak megabytes, of the `up` that was started again
    void killed(Recovery.Seconds seconds, double peak) {
        committed.add(seconds.committed());
        version.add(seconds.version());
        decided.add(seconds.decided());
        upPeak = Math.max(upPeak, peak);
    }

    List<Reading> all() {
        String state = " with %,d rows of state, s".formatted(rows);
        return List.of(
                Reading.of("rebuild_rows_per_s", "rebuild dataset beside a consumer, rows/s", rebuilt.median())
                        .beside(bare.median())
                        .aimingAt(OF_BARE),
                Reading.of("rebuild_resident_mb", "rebuild dataset, most memory, MB", rebuildPeak),
                Reading.of("up_resident_mb", "`up` while it restores, most memory, MB", upPeak),
                Reading.of("stopped_s", "clean stop" + state, stopped.median()).aimingAt(STOPPED),
                Reading.of("started_s", "start to ready" + state, started.median())
                        .aimingAt(STARTED),
                Reading.of("killed_committed_s", "kill -9 to a COMMIT" + state, committed.median()),
                Reading.of("killed_version_s", "kill -9 to its dataset version" + state, version.median()),
                Reading.of("killed_decided_s", "kill -9 to its decision" + state, decided.median())
                        .aimingAt(DECIDED));
    }
}
