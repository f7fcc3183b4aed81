package io.headrace.app.demo;

import io.headrace.app.CommandFailure;
import io.headrace.app.FolderOption;
import io.headrace.app.commands.Print;
import io.headrace.app.demo.DemoReport.Counts;
import io.headrace.app.up.Progress;
import io.headrace.app.up.Up;
import io.headrace.embedded.ServerPorts;
import io.headrace.events.ChallengerRejected;
import io.headrace.events.IncidentOpened;
import io.headrace.events.IncidentResolved;
import io.headrace.events.ModelDeployed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `headrace demo`: the whole loop on a table of its own.
@Command(
        name = "demo",
        description = {
            "Starts everything, makes a table of 50,000 houses and shows the whole loop on it, step by step.",
            "Stays up afterwards, as `up` does, until Ctrl-C. Exits with 1 where something did not hold."
        })
public final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FolderOption data = new FolderOption();

    @Option(names = "--exit", description = "Stop everything at the end instead of staying up.")
    private boolean exit;

    @Option(names = "--report", paramLabel = "FILE", description = "Write what was measured to a JSON file.")
    private @Nullable Path report;

    @Option(
            names = "--json",
            description = "Print what was measured as JSON, for programs; the story goes to standard error.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException, IOException {
        PrintWriter story =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        Progress progress = new Progress(story);
        try (Up up = Up.start(data.folder(), new ServerPorts(0, 0, 0), progress)) {
            Runtime.getRuntime().addShutdownHook(new Thread(up::close, "stop-up"));
            double readyS = progress.elapsed().toMillis() / 1e3;
            progress.line("ready after %.1f s; logs in %s"
                    .formatted(readyS, data.folder().resolve("logs")));
            boolean held = tell(up, story, progress, new DemoReport(readyS));
            if (!exit) {
                invite(up, progress);
                up.awaitEnd();
            }
            return held ? 0 : 1;
        }
    }

    private boolean tell(Up up, PrintWriter story, Progress progress, DemoReport told) throws IOException {
        String problem = null;
        try (Stage stage = Stage.open(up.environment(), progress)) {
            try {
                new Story(stage, told).tell();
            } catch (StoryStopped | CommandFailure | SQLException e) {
                problem = String.valueOf(e.getMessage());
            }
            progress.line("");
            Print.table(story, List.of("SHOWN", ""), told.shown());
            Map<String, @Nullable Object> measured = told.json(counts(stage.narrator()), problem);
            if (report != null) {
                DemoReport.write(report, measured);
            }
            if (json) {
                Print.json(spec.commandLine().getOut(), measured);
            }
        } catch (SQLException e) {
            problem = String.valueOf(e.getMessage());
        }
        progress.line("");
        progress.line(problem == null ? "All of it held." : "The story stopped: " + problem);
        return problem == null;
    }

    private static Counts counts(Narrator narrator) {
        return new Counts(
                narrator.count(ModelDeployed.class),
                narrator.count(ChallengerRejected.class),
                narrator.count(IncidentOpened.class),
                narrator.count(IncidentResolved.class));
    }

    private void invite(Up up, Progress progress) {
        progress.line("");
        progress.line("Everything stays up until Ctrl-C. In another terminal:");
        String folder =
                data.folder().equals(Path.of("data").toAbsolutePath().normalize()) ? "" : " --data " + data.folder();
        List.of("status", "describe house-price", "describe house-price@1", "get house-price", "events --follow")
                .forEach(command -> progress.line("    ./headrace %s%s".formatted(command, folder)));
        progress.line("    psql '%s'".formatted(up.environment().psqlUrl()));
    }
}
