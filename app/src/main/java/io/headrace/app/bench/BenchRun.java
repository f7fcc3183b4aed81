package io.headrace.app.bench;

import io.headrace.app.CommandFailure;
import io.headrace.app.commands.Print;
import io.headrace.app.up.Progress;
import io.headrace.app.up.Up;
import io.headrace.embedded.ServerPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// One bench from the start of the servers to the last line: everything on a data folder of its own.
final class BenchRun {

    private final String name;
    private final BenchOptions options;
    private volatile Runnable stop = () -> {};

    /// What a bench does once everything is up.
    interface Measuring {
        List<Reading> measure(Site site) throws SQLException, IOException;
    }

    /// What a bench does that starts everything by itself, in an empty folder.
    interface MeasuringAlone {
        List<Reading> measure(BenchRun run, Path folder, Progress progress) throws SQLException, IOException;
    }

    BenchRun(String name, BenchOptions options) {
        this.name = name;
        this.options = options;
    }

    /// Returns the exit code. A [CommandFailure] where something could not be measured.
    int run(Measuring measuring) {
        return runAlone((run, folder, progress) -> run.onServers(folder, progress, measuring));
    }

    /// Starts everything and measures there.
    List<Reading> onServers(Path folder, Progress progress, Measuring measuring) throws SQLException, IOException {
        try (Up up = Up.start(folder, new ServerPorts(0, 0, 0), progress)) {
            stopAtEnd(up::close);
            progress.says("everything is up");
            return measuring.measure(new Site(up, progress));
        }
    }

    /// As [#run].
    int runAlone(MeasuringAlone measuring) {
        try (BenchFolder folder = BenchFolder.of(options.folder())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(folder), "end-bench"));
            BenchReport report = measured(folder, measuring);
            if (options.json()) {
                Print.json(options.out(), report.json());
            } else {
                report.print(options.out());
            }
            return 0;
        } catch (SQLException | IOException e) {
            throw CommandFailure.failed("bench %s could not measure: %s".formatted(name, e.getMessage()));
        }
    }

    /// What Ctrl-C has to stop before the folder can go.
    void stopAtEnd(Runnable running) {
        stop = running;
    }

    private BenchReport measured(BenchFolder folder, MeasuringAlone measuring) throws SQLException, IOException {
        Progress progress = new Progress(options.progress());
        List<Reading> readings = measuring.measure(this, folder.path(), progress);
        return new BenchReport(name, Runtime.getRuntime().availableProcessors(), progress.elapsed(), readings);
    }

    /// What Ctrl-C leaves to be done.
    private void end(BenchFolder folder) {
        stop.run();
        folder.deleteIfTemporary();
    }
}
