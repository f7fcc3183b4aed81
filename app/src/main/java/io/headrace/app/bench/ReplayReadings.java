package io.headrace.app.bench;

import java.util.ArrayList;
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
    private final Killed up = new Killed("up", "`up`");
    private final Killed services = new Killed("services", "all services");
    private double rebuildPeak;

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

    Killed up() {
        return up;
    }

    Killed services() {
        return services;
    }

    /// What kills of one thing came to.
    static final class Killed {

        private final String name;
        private final String what;
        private final Measured committed = new Measured();
        private final Measured version = new Measured();
        private final Measured decided = new Measured();
        private double peak;

        /// @param what for people
        private Killed(String name, String what) {
            this.name = name;
            this.what = what;
        }

        /// @param megabytes the most that the process had which was started again
        void add(Recovery.Seconds seconds, double megabytes) {
            committed.add(seconds.committed());
            version.add(seconds.version());
            decided.add(seconds.decided());
            peak = Math.max(peak, megabytes);
        }

        private List<Reading> readings(String state) {
            return List.of(
                    Reading.of(name + "_resident_mb", what + " while it restores, most memory, MB", peak),
                    Reading.of(
                            name + "_killed_committed_s",
                            "kill -9 of " + what + " to a COMMIT" + state,
                            committed.median()),
                    Reading.of(
                            name + "_killed_version_s",
                            "kill -9 of " + what + " to its dataset version" + state,
                            version.median()),
                    Reading.of(
                                    name + "_killed_decided_s",
                                    "kill -9 of " + what + " to its decision" + state,
                                    decided.median())
                            .aimingAt(DECIDED));
        }
    }

    List<Reading> all() {
        String state = " with %,d rows of state, s".formatted(rows);
        List<Reading> all = new ArrayList<>(List.of(
                Reading.of("rebuild_rows_per_s", "rebuild dataset beside a consumer, rows/s", rebuilt.median())
                        .beside(bare.median())
                        .aimingAt(OF_BARE),
                Reading.of("rebuild_resident_mb", "rebuild dataset, most memory, MB", rebuildPeak),
                Reading.of("stopped_s", "clean stop of `up`" + state, stopped.median())
                        .aimingAt(STOPPED),
                Reading.of("started_s", "start of `up` to ready" + state, started.median())
                        .aimingAt(STARTED)));
        all.addAll(up.readings(state));
        all.addAll(services.readings(state));
        return all;
    }
}
