package io.headrace.app.bench;

import io.headrace.app.Environment;
import io.headrace.app.timing.Deliveries;
import io.headrace.app.timing.Sent;
import io.headrace.app.up.Ground;
import io.headrace.app.up.Progress;
import io.headrace.app.up.Up;
import io.headrace.embedded.ServerPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Measures how the state of a large table comes back: after a clean stop, after a kill, and from the topic alone.
final class Replay implements BenchRun.MeasuringAlone {

    /// How long the state of any table may take.
    static final Duration PATIENCE = Duration.ofHours(1);

    private static final String PIPELINE = "bench";
    private static final int TRANSACTION = 20_000;
    private static final int TURNS = 3;

    private final int rows;
    private final int kills;
    private final ReplayReadings readings;

    /// @param kills how often `up` is killed
    Replay(int rows, int kills) {
        this.rows = rows;
        this.kills = kills;
        this.readings = new ReplayReadings(rows);
    }

    @Override
    public List<Reading> measure(BenchRun run, Path folder, Progress progress) throws SQLException, IOException {
        BenchProcess up = BenchProcess.up(folder);
        run.stopAtEnd(up::close);
        try {
            up.awaitReady(PATIENCE);
            progress.says("everything is up");
            measure(run, up, folder, progress);
        } finally {
            up.close();
        }
        rebuild(run, folder, progress);
        return readings.all();
    }

    private void measure(BenchRun run, BenchProcess up, Path folder, Progress progress)
            throws SQLException, IOException {
        Environment environment = Environment.running(folder);
        try (FeatureTable table = FeatureTable.create(environment.pgUrl(), "public.bench");
                Versions versions = new Versions(environment);
                Deliveries deliveries = new Deliveries(environment, PIPELINE)) {
            Recovery recovery = new Recovery(environment, table, versions, deliveries);
            recovery.settle(load(environment, table, progress));
            for (int turn = 1; turn <= TURNS; turn++) {
                double rate = BareReplay.rowsPerSecond(
                        environment.kafka().bootstrap(), "cdc.%s.%s".formatted(Up.SOURCE, table.name()));
                progress.says("bare consumer: %,.0f rows/s".formatted(rate));
                readings.bare(rate);
            }
            BenchProcess started = restart(run, up, folder, progress);
            kill(run, started, () -> BenchProcess.up(folder), recovery, readings.up(), progress);
            progress.says("the same of the services alone");
            killServices(run, folder, recovery, progress);
        }
    }

    /// Fills the table, and puts the pipeline on it.
    private Sent load(Environment environment, FeatureTable table, Progress progress) throws SQLException, IOException {
        FeaturePipeline.share(environment, table);
        for (int done = 0; done < rows; done += TRANSACTION) {
            Sent _ = table.commit(Math.min(TRANSACTION, rows - done));
        }
        FeaturePipeline.RIDGE.apply(environment, PIPELINE, table);
        Sent last = table.commit(1);
        progress.says("%,d rows are in the table; the dataset takes them".formatted(rows));
        return last;
    }

    /// Stops `up` cleanly and starts it, as often as it is killed later.
    private BenchProcess restart(BenchRun run, BenchProcess first, Path folder, Progress progress) {
        BenchProcess up = first;
        for (int i = 0; i < kills; i++) {
            long asked = System.nanoTime();
            up.close();
            long stopped = System.nanoTime();
            up = BenchProcess.up(folder);
            run.stopAtEnd(up::close);
            up.awaitReady(PATIENCE);
            double stop = (stopped - asked) / 1e9;
            double start = (System.nanoTime() - stopped) / 1e9;
            progress.says("stopped within %.1f s, and ready %.1f s after its start".formatted(stop, start));
            readings.restarted(stop, start);
        }
        return up;
    }

    /// Kills it and starts it at once, as often as was asked for; it is closed then.
    private void kill(
            BenchRun run,
            BenchProcess first,
            Supplier<BenchProcess> again,
            Recovery recovery,
            ReplayReadings.Killed told,
            Progress progress)
            throws SQLException {
        BenchProcess killed = first;
        try {
            for (int i = 0; i < kills; i++) {
                long decisions = recovery.decisions();
                long at = System.nanoTime();
                killed.kill();
                killed = again.get();
                run.stopAtEnd(killed::close);
                Recovery.Seconds seconds = recovery.watch(killed, at, decisions);
                progress.says(
                        "killed; a row is committed after %.1f s, in a dataset version after %.1f, decided on after %.1f"
                                .formatted(seconds.committed(), seconds.version(), seconds.decided()));
                told.add(seconds, killed.peakMegabytes());
            }
        } finally {
            killed.close();
        }
    }

    /// The servers stay, as they do wherever services run apart from them.
    private void killServices(BenchRun run, Path folder, Recovery recovery, Progress progress) throws SQLException {
        try (Ground ground = Ground.lay(folder, ServerPorts.ANY, progress)) {
            BenchProcess services = BenchProcess.services(ground.environment());
            run.stopAtEnd(services::close);
            services.awaitReady(PATIENCE);
            kill(
                    run,
                    services,
                    () -> BenchProcess.services(ground.environment()),
                    recovery,
                    readings.services(),
                    progress);
        }
    }

    private void rebuild(BenchRun run, Path folder, Progress progress) {
        try (BenchProcess rebuild = BenchProcess.rebuild(folder)) {
            run.stopAtEnd(rebuild::close);
            rebuild.awaitText("reading the row topics", PATIENCE);
            long began = System.nanoTime();
            rebuild.awaitReady(PATIENCE);
            double rate = rows * 1e9 / (System.nanoTime() - began);
            progress.says("rebuild dataset: %,.0f rows/s".formatted(rate));
            readings.rebuilt(rate, rebuild.peakMegabytes());
        }
    }
}
