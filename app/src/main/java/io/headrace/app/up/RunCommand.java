package io.headrace.app.up;

import io.headrace.app.Environment;
import io.headrace.app.config.Settings;
import io.headrace.app.traces.Collector;
import io.headrace.kernel.Patience;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `headrace run`: some services, against servers that are there.
@Command(
        name = "run",
        description = {
            "Runs services in this process until SIGTERM or Ctrl-C, against servers of your own. Their log goes to "
                    + "standard output. A server that is away is waited for. Where they are, a file says, or variables, which go "
                    + "before it: docs/reference/settings.md lists them."
        })
public final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--config", paramLabel = "FILE", description = "The file of settings (default: $HEADRACE_CONFIG).")
    private @Nullable Path file;

    @Parameters(
            arity = "1..*",
            paramLabel = "SERVICE",
            description = "capture, pipelines, dataset, training, worker, validation, deployment, incidents, registry,"
                    + " lineage.")
    private List<String> services = List.of();

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = settings();
        Optional<InetSocketAddress> watch = settings.watch().flatMap(Watching::parse);
        Optional<Collector> collector = settings.collector();
        ServiceStarts.Chosen chosen = new ServiceStarts.Chosen(
                settings.walAlarm(),
                settings.artifactRetention(),
                new Workshop(settings.trainers(), settings.jobs()),
                new LineageChoice(settings.lineageNamespace(), settings.lineageEndpoint()));
        boolean asJson = settings.logsJson();
        Environment environment = settings.environment();
        LogFiles.writeOut(asJson);
        Progress progress =
                asJson ? Progress.inLog() : new Progress(spec.commandLine().getOut());
        shape(environment);
        Tracing tracing = Tracing.of(collector, environment.seat().instance());
        Map<String, Callable<RunningService>> starts = ServiceStarts.of(environment, chosen, tracing.spans());
        starts.keySet().retainAll(services);
        RunningServices running = RunningServices.begin(starts, progress);
        Watching watching = Watching.at(watch, environment, running, tracing, progress);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            watching.close();
                            running.close();
                            tracing.close();
                            ended.countDown();
                        },
                        "stop-run"));
        running.awaitEach(progress::says);
        ended.await();
        return 0;
    }

    private Settings settings() {
        Map<String, String> variables = System.getenv();
        Settings settings = Settings.read(Settings.file(file, variables), variables);
        services.stream()
                .filter(service -> !ServiceStarts.NAMES.contains(service))
                .forEach(service -> settings.complain("there is no service '%s'; there are %s"
                        .formatted(service, String.join(", ", ServiceStarts.NAMES))));
        return settings;
    }

    /// Tables and topics, and no database that was lost; the servers may be away.
    private static void shape(Environment environment) {
        try (Patience patience = new Patience("run")) {
            boolean _ = patience.insist(() -> {
                Tables.create(environment);
                EventTopics.create(environment.kafka());
                LostDatabase.refuse(environment.installation());
                return true;
            });
        }
    }
}
