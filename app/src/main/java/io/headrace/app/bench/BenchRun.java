package io.headrace.app.bench;

import io.headrace.app.CommandFailure;
import io.headrace.app.commands.Print;
import io.headrace.app.up.Progress;
import io.headrace.app.up.Up;
import io.headrace.embedded.ServerPorts;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/// One bench from the start of the servers to the last line: everything on a data folder of its own.
final class BenchRun {

    private final String name;
    private final BenchOptions options;

    /// What a bench does once everything is up.
    interface Measuring {
        List<Reading> measure(Site site) throws SQLException, IOException;
    }

    BenchRun(String name, BenchOptions options) {
        this.name = name;
        this.options = options;
    }

    /// Returns the exit code. A [CommandFailure] where something could not be measured.
    int run(Measuring measuring) {
        try (BenchFolder folder = BenchFolder.of(options.folder())) {
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

    private BenchReport measured(BenchFolder folder, Measuring measuring) throws SQLException, IOException {
        Progress progress = new Progress(options.progress());
        try (Up up = Up.start(folder.path(), new ServerPorts(0, 0, 0), progress)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(up, folder), "end-bench"));
            progress.says("everything is up");
            List<Reading> readings = measuring.measure(new Site(up, progress));
            return new BenchReport(name, Runtime.getRuntime().availableProcessors(), progress.elapsed(), readings);
        }
    }

    /// What Ctrl-C leaves to be done.
    private static void end(Up up, BenchFolder folder) {
        up.close();
        folder.deleteIfTemporary();
    }
}
