package io.headrace.app.rebuild;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.InstallationOption;
import io.headrace.app.commands.Print;
import io.headrace.app.commands.Session;
import io.headrace.app.up.Ground;
import io.headrace.app.up.Progress;
import io.headrace.embedded.ServerPorts;
import io.headrace.kernel.Installation;
import io.headrace.kernel.Unavailable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `headrace rebuild SERVICE…`, and its subcommand for the registry.
@Command(
        name = "rebuild",
        synopsisSubcommandLabel = "(registry | database)",
        description = {
            "Throws away what services keep, and makes it again from the topics alone.",
            "They must not run, so stop `headrace up` first: this starts its servers for as long as it takes; servers of"
                    + " your own must be there. --check, and the registry, are for running services.",
            "Exits with 1 where --check finds a difference."
        },
        subcommands = {RebuildRegistryCommand.class, RebuildDatabaseCommand.class})
public final class RebuildCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private InstallationOption installation = new InstallationOption();

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Option(
            names = "--check",
            description = "Only compare: exit with 0 where all is as the topics say, with 1 where it is not.")
    private boolean check;

    @Parameters(
            arity = "0..*",
            paramLabel = "SERVICE",
            description =
                    "pipelines, dataset, training, worker, validation, deployment, incidents; or the subcommand below.")
    private List<String> services = List.of();

    @Override
    public Integer call() {
        if (services.isEmpty()) {
            throw CommandFailure.badInput("name a service to rebuild, or `registry`; --help lists them");
        }
        List<Rebuilding> wanted = services.stream().map(Rebuilding::of).toList();
        Progress progress = new Progress(spec.commandLine().getErr());
        try {
            return check ? check(wanted, progress) : rebuild(wanted, progress);
        } catch (SQLException e) {
            throw CommandFailure.failed(Session.message(e));
        } catch (Unavailable e) {
            throw CommandFailure.failed(e);
        }
    }

    private int check(List<Rebuilding> wanted, Progress progress) throws SQLException {
        Installation servers = installation.environment().installation();
        boolean holds = true;
        for (Rebuilding one : wanted) {
            holds &= report(one.check(servers, new Told(progress)));
        }
        return holds ? 0 : 1;
    }

    private int rebuild(List<Rebuilding> wanted, Progress progress) throws SQLException {
        Optional<Environment> own = installation.own();
        if (own.isPresent()) {
            return rebuild(wanted, own.get(), progress);
        }
        Path folder = installation.folder();
        Optional<ProcessHandle> up = Environment.process(folder);
        if (up.isPresent()) {
            throw CommandFailure.failed(
                    "the `headrace up` on %2$s (process %3$d) runs %1$s: stop it, rebuild, and start it again"
                            .formatted(
                                    String.join(", ", services),
                                    folder,
                                    up.get().pid()));
        }
        try (Ground ground = Ground.lay(folder, ServerPorts.ANY, progress)) {
            return rebuild(wanted, ground.environment(), progress);
        }
    }

    private int rebuild(List<Rebuilding> wanted, Environment environment, Progress progress) throws SQLException {
        for (Rebuilding one : wanted) {
            boolean _ = report(one.rebuild(environment, new Told(progress)));
        }
        return 0;
    }

    private boolean report(ServiceReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Print.json(out, report.json());
        } else {
            report.print(out);
        }
        return report.holds();
    }
}
