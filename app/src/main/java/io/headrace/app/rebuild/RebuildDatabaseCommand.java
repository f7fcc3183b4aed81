package io.headrace.app.rebuild;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.InstallationOption;
import io.headrace.app.commands.Session;
import io.headrace.app.up.Ground;
import io.headrace.app.up.LostDatabase;
import io.headrace.app.up.Progress;
import io.headrace.embedded.ServerPorts;
import io.headrace.kernel.Unavailable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `headrace rebuild database`.
@Command(
        name = "database",
        description = {
            "Makes Headrace's own database again in an empty one, from the topics alone: pipelines and requests as people"
                    + " wrote them, every decision, every service's state, the stored models.",
            "Services must not run: this starts the servers for as long as it takes. The next `headrace up` fills the"
                    + " registry and goes on. Tables that models are trained from are not in the topics as tables: bring"
                    + " them back from a backup, share them, and have them read again with `headrace reread`."
        })
public final class RebuildDatabaseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private InstallationOption installation = new InstallationOption();

    @Override
    public Integer call() {
        Progress progress = new Progress(spec.commandLine().getErr());
        try {
            Optional<Environment> own = installation.own();
            return own.isPresent() ? rebuild(own.get(), progress) : rebuild(installation.folder(), progress);
        } catch (SQLException e) {
            throw CommandFailure.failed(Session.message(e));
        } catch (Unavailable e) {
            throw CommandFailure.failed(e);
        }
    }

    private int rebuild(Path folder, Progress progress) throws SQLException {
        Optional<ProcessHandle> up = Environment.process(folder);
        if (up.isPresent()) {
            throw CommandFailure.failed("`headrace up` is running on %s (process %d): stop it first"
                    .formatted(folder, up.get().pid()));
        }
        try (Ground ground = Ground.lay(folder, ServerPorts.ANY, progress)) {
            return rebuild(ground.environment(), progress);
        }
    }

    private int rebuild(Environment environment, Progress progress) throws SQLException {
        if (!LostDatabase.isLost(environment.installation())) {
            throw CommandFailure.failed(
                    "this is for an empty database beside topics that are not: here the database holds decisions, or the topics hold none");
        }
        PrintWriter out = spec.commandLine().getOut();
        new DatabaseRebuild(environment, new Told(progress)).run().forEach(report -> report.print(out));
        out.println("the database is made again; the services go on with it");
        out.flush();
        return 0;
    }
}
