package io.headrace.app.up;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.FolderOption;
import io.headrace.app.config.Settings;
import io.headrace.app.traces.Collector;
import io.headrace.embedded.ServerPorts;
import io.headrace.lineage.delivery.Endpoint;
import io.headrace.schemas.RowHistory;
import io.headrace.worker.external.TrainerProgram;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `headrace up`: everything, until Ctrl-C.
@Command(
        name = "up",
        description = {
            "Starts PostgreSQL, Kafka, the schema registry and every service on this machine, until Ctrl-C.",
            "A second start on the same folder continues where the first one stopped, on the same ports."
        })
public final class UpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FolderOption data = new FolderOption();

    @Option(names = "--pg-port", paramLabel = "PORT", description = "PostgreSQL's port; by default a free one.")
    private int postgres;

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "Kafka's port; by default a free one.")
    private int kafka;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            description = "The schema registry's; by default a free one.")
    private int registry;

    @Option(
            names = "--row-history",
            paramLabel = "HISTORY",
            description = {
                "for-ever, or how long the row topics keep what is no longer the last of its key, such as 7d or 12h; "
                        + "without the option as at the last start, and for-ever at the first."
            })
    private @Nullable String history;

    @Option(
            names = "--artifact-retention",
            paramLabel = "TIME",
            description = {
                "for-ever, or how long the artifact of a version is kept that can never be deployed any more,",
                "such as 90d or 12h (default: 30d)."
            })
    private String retention = "30d";

    @Option(
            names = "--trainer",
            paramLabel = "NAME=COMMAND",
            description = {
                "A program that makes the models of pipelines with an external trainer of that name, such as",
                "forest='python3 forest.py'. Once for each."
            })
    private Map<String, String> trainers = Map.of();

    @Option(
            names = "--watch",
            paramLabel = "HOST:PORT",
            description = "Where /health and /metrics are served, such as 127.0.0.1:9464; by default nowhere.")
    private @Nullable String watch;

    @Option(
            names = "--otlp",
            paramLabel = "URL",
            description = "A collector to send traces to, such as http://127.0.0.1:4318; by default none.")
    private @Nullable String otlp;

    @Option(
            names = "--lineage",
            paramLabel = "URL",
            description = {
                "Where run events are sent, such as http://127.0.0.1:5000/api/v1/lineage; by default they are in",
                "their topic alone."
            })
    private @Nullable String lineage;

    @Override
    public Integer call() throws InterruptedException {
        Progress progress = new Progress(spec.commandLine().getOut());
        Optional<InetSocketAddress> address = Optional.ofNullable(watch).map(UpCommand::address);
        try (Tracing tracing = Tracing.of(Optional.ofNullable(otlp).map(UpCommand::collector), Environment.UP);
                Up up = Up.start(data.folder(), ports(), choices(), tracing.spans(), progress);
                Watching _ = Watching.at(address, up.environment(), up.services(), tracing, progress)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(up, tracing), "stop-up"));
            up.environment().exports().forEach(progress::line);
            progress.line("rows are kept: " + up.environment().source(Up.SOURCE).history());
            progress.line("ready after %.1f s; logs in %s; Ctrl-C stops"
                    .formatted(
                            progress.elapsed().toMillis() / 1e3, data.folder().resolve("logs")));
            up.awaitEnd();
        }
        return 0;
    }

    private static void stop(Up up, Tracing tracing) {
        up.close();
        tracing.close();
    }

    private static Collector collector(String text) {
        return Settings.collector(text)
                .map(Collector::at)
                .orElseThrow(() -> CommandFailure.badInput(
                        "--otlp is '%s': it must be a URL, such as http://127.0.0.1:4318".formatted(text)));
    }

    private static Endpoint endpoint(String text) {
        return Settings.lineage(text, "")
                .orElseThrow(() -> CommandFailure.badInput(
                        "--lineage is '%s': it must be a URL, such as http://127.0.0.1:5000/api/v1/lineage"
                                .formatted(text)));
    }

    private static InetSocketAddress address(String text) {
        return Watching.parse(text)
                .orElseThrow(() -> CommandFailure.badInput(
                        "--watch is '%s': it must be host:port, such as 127.0.0.1:9464".formatted(text)));
    }

    private Up.Choices choices() {
        try {
            Map<String, TrainerProgram> programs = new TreeMap<>();
            trainers.forEach((name, command) -> programs.put(name, Settings.trainer(name, command)));
            return new Up.Choices(
                    history == null ? null : RowHistory.parse(history),
                    Settings.retention(retention),
                    new Workshop(programs, 1),
                    new LineageChoice(
                            LineageChoice.USUAL.namespace(),
                            Optional.ofNullable(lineage).map(UpCommand::endpoint)));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.badInput(e);
        }
    }

    private ServerPorts ports() {
        try {
            return new ServerPorts(postgres, kafka, registry);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.badInput(e);
        }
    }
}
