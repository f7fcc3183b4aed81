package io.headrace.app.torture;

import io.headrace.app.CommandFailure;
import io.headrace.app.commands.Print;
import io.headrace.app.up.Progress;
import io.headrace.embedded.ServerFailure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `headrace torture`.
@Command(
        name = "torture",
        description = {
            "Starts an installation of its own, each service a process, and maltreats it under a mixed workload: kills, "
                    + "stops and continues services, brokers and PostgreSQL, and breaks connections. Then it lets everything "
                    + "catch up and checks every promise, by verify, reproduce and rebuild, and by an account of its own of what "
                    + "was committed. Exits with 1 where a promise was broken; the folder then stays, with every log."
        })
public final class TortureCommand implements Callable<Integer> {

    private static final int COPIES_MAX = 5;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--minutes", paramLabel = "M", description = "How long faults come by chance (default: 3).")
    private @Nullable Integer minutes;

    @Option(
            names = "--rolling",
            description = "Instead: kill one copy of every service, then stop and start all copies and all brokers in"
                    + " turn, as long as that takes.")
    private boolean rolling;

    @Option(names = "--seed", paramLabel = "S", description = "Of the workload and the faults (default: any).")
    private @Nullable Long seed;

    @Option(names = "--instances", paramLabel = "N", description = "Copies of every service (default: 1).")
    private int instances = 1;

    @Option(
            names = "--brokers",
            paramLabel = "N",
            description = "Kafka brokers (default: 1). With three every topic has three replicas, and one may be away.")
    private int brokers = 1;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "An empty folder to work in, which is kept (default: a temporary one, kept on failure).")
    private @Nullable Path folder;

    @Option(names = "--json", description = "Print one JSON object, for programs; progress goes to standard error.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Torture.Plan plan = plan();
        try (WorkFolder at = WorkFolder.of(Optional.ofNullable(folder))) {
            PrintWriter out = spec.commandLine().getOut();
            Progress progress = new Progress(json ? spec.commandLine().getErr() : out);
            TortureReport report = new Torture(plan, at.path(), progress).run();
            if (json) {
                Print.json(out, report.tree());
            } else {
                report.print(out);
            }
            if (report.holds()) {
                at.isDone();
            } else {
                progress.line(
                        "seed %d; everything that is left, and every log, is in %s".formatted(plan.seed(), at.path()));
            }
            return report.holds() ? 0 : 1;
        } catch (ServerFailure | SQLException e) {
            throw CommandFailure.failed(e);
        }
    }

    private Torture.Plan plan() {
        if (rolling && minutes != null) {
            throw CommandFailure.badInput("--minutes is for faults by chance: --rolling takes as long as it takes");
        }
        int time = minutes == null ? 3 : minutes;
        require("--minutes", time, 1, 24 * 60);
        require("--instances", instances, 1, COPIES_MAX);
        require("--brokers", brokers, 1, COPIES_MAX);
        long chosen = seed == null ? System.nanoTime() & 0xFFFFFF : seed;
        return new Torture.Plan(Duration.ofMinutes(time), rolling, chosen, brokers, instances);
    }

    private static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw CommandFailure.badInput("%s is %d: it must be %d to %d".formatted(option, value, least, most));
        }
    }
}
