package io.headrace.app.rebuild;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.FolderOption;
import io.headrace.app.commands.Session;
import io.headrace.app.up.Ground;
import io.headrace.app.up.LostDatabase;
import io.headrace.app.up.Progress;
import io.headrace.embedded.ServerPorts;
import io.headrace.kernel.Unavailable;
import java.io.PrintWriter;
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
    private FolderOption data = new FolderOption();

    @Override
    public Integer call() {
        Optional<ProcessHandle> up = Environment.process(data.folder());
        if (up.isPresent()) {
            throw CommandFailure.failed("`headrace up` is running on %s (process %d): stop it first"
                    .formatted(data.folder(), up.get().pid()));
        }
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new Progress(spec.commandLine().getErr());
        try (Ground ground = Ground.lay(data.folder(), ServerPorts.ANY, progress)) {
            if (!LostDatabase.isLost(ground.environment().installation())) {
                throw CommandFailure.failed(
                        "this is for an empty database beside topics that are not: here the database holds decisions, or the topics hold none");
            }
            new DatabaseRebuild(ground.environment(), new Told(progress)).run().forEach(report -> report.print(out));
            out.println("the database is made again; `headrace up` goes on with it");
            out.flush();
            return 0;
        } catch (SQLException e) {
            throw CommandFailure.failed(Session.message(e));
        } catch (Unavailable e) {
            throw CommandFailure.failed(e);
        }
    }
}
