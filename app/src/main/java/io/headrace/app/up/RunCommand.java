package io.headrace.app.up;

import io.headrace.kernel.Installation;
import io.headrace.kernel.Patience;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `headrace run`: some services, against servers that are there.
@Command(
        name = "run",
        description = {
            "Runs services in this process until SIGTERM or Ctrl-C, against servers of your own. Their log goes to",
            "standard output. A server that is away is waited for. It is told by variables:",
            "  HEADRACE_PG_URL           jdbc:postgresql://host:port/database?user=…&password=…, Headrace's own",
            "                            database and the one source",
            "  HEADRACE_KAFKA            host:port,…",
            "  HEADRACE_REGISTRY_COMPAT  the schema registry's Confluent-compatible API",
            "  HEADRACE_DATA             a folder where the services may keep files",
            "  HEADRACE_ROW_HISTORY      for-ever, or how long row topics keep rows, such as 7d; by default for-ever",
            "  HEADRACE_INSTANCE         the name of this copy among others of the same service; by default 1. It must",
            "                            be the same after a restart. Of two copies one works and the other takes over",
            "                            when it ends; two of registry work side by side."
        })
public final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "SERVICE",
            description = "capture, pipelines, dataset, training, validation, deployment, incidents, registry.")
    private List<String> services = List.of();

    @Override
    public Integer call() throws InterruptedException {
        RunSettings settings = RunSettings.of(services, ServiceStarts.NAMES, System.getenv());
        LogFiles.writeOut();
        Progress progress = new Progress(spec.commandLine().getOut());
        shape(settings.installation());
        LostDatabase.refuse(settings.installation());
        Map<String, Callable<RunningService>> starts = ServiceStarts.of(settings.installation(), settings.source());
        starts.keySet().retainAll(services);
        RunningServices running = RunningServices.begin(starts, progress);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            running.close();
                            ended.countDown();
                        },
                        "stop-run"));
        running.awaitEach(service -> progress.says(service + " is running"));
        ended.await();
        return 0;
    }

    /// Tables and topics; the servers may be away.
    private static void shape(Installation installation) {
        try (Patience patience = new Patience("run")) {
            boolean _ = patience.insist(() -> {
                Tables.create(installation.database());
                EventTopics.create(installation.kafka());
                return true;
            });
        }
    }
}
