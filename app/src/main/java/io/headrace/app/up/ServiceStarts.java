package io.headrace.app.up;

import io.headrace.app.Environment;
import io.headrace.app.Pace;
import io.headrace.app.Source;
import io.headrace.app.watch.CaptureFigures;
import io.headrace.app.watch.LineageFigures;
import io.headrace.capture.CaptureConfig;
import io.headrace.capture.CaptureService;
import io.headrace.capture.EngineStatus;
import io.headrace.capture.core.WalAlarm;
import io.headrace.dataset.DatasetConfig;
import io.headrace.dataset.DatasetLetters;
import io.headrace.dataset.DatasetService;
import io.headrace.dataset.RegistryWire;
import io.headrace.deployment.DeploymentService;
import io.headrace.incidents.IncidentsService;
import io.headrace.kernel.Installation;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.trace.Spans;
import io.headrace.lineage.LineageConfig;
import io.headrace.lineage.LineageService;
import io.headrace.pipelines.PipelinesConfig;
import io.headrace.pipelines.PipelinesService;
import io.headrace.registry.RegistryService;
import io.headrace.schemas.RowHistory;
import io.headrace.training.TrainingService;
import io.headrace.training.core.Retention;
import io.headrace.validation.ValidationService;
import io.headrace.worker.WorkerConfig;
import io.headrace.worker.WorkerService;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// How each service is started.
public final class ServiceStarts {

    /// How long the engines pause between two looks at a quiet WAL.
    static final Duration POLL_INTERVAL = Duration.ofMillis(1);

    /// Of every service, in the order in which they are started.
    public static final List<String> NAMES = List.of(
            "capture",
            "pipelines",
            "dataset",
            "training",
            "worker",
            "validation",
            "deployment",
            "incidents",
            "registry",
            "lineage");

    private final Environment environment;
    private final Installation installation;
    private final WalAlarm alarm;
    private final Retention retention;
    private final Workshop workshop;
    private final LineageChoice lineage;

    private ServiceStarts(Environment environment, Chosen chosen, Spans spans) {
        this.environment = environment;
        this.installation = environment.installation().with(spans);
        this.alarm = chosen.alarm();
        this.retention = chosen.retention();
        this.workshop = chosen.workshop();
        this.lineage = chosen.lineage();
    }

    /// What was set for services.
    ///
    /// @param alarm when WAL that a slot keeps is a trouble
    /// @param retention of artifacts that are never deployed
    record Chosen(WalAlarm alarm, Retention retention, Workshop workshop, LineageChoice lineage) {}

    /// All services by name.
    ///
    /// @param spans takes what they do
    static Map<String, Callable<RunningService>> of(Environment environment, Chosen chosen, Spans spans) {
        ServiceStarts all = new ServiceStarts(environment, chosen, spans);
        Map<String, Callable<RunningService>> starts = new LinkedHashMap<>();
        starts.put("capture", all::capture);
        starts.put("pipelines", all::pipelines);
        starts.put("dataset", all::dataset);
        starts.put("training", all::training);
        starts.put("worker", all::worker);
        starts.put("validation", all::validation);
        starts.put("deployment", all::deployment);
        starts.put("incidents", all::incidents);
        starts.put("registry", all::registry);
        starts.put("lineage", all::lineage);
        return starts;
    }

    private RunningService capture() {
        CaptureConfig config = new CaptureConfig(
                installation.kafka(),
                installation.registry(),
                environment.database().parted(),
                environment.sources().stream().map(Source::capture).toList(),
                POLL_INTERVAL,
                installation.folder().resolve("capture"));
        CaptureService service = new CaptureService(config, alarm, installation.spans());
        service.start();
        return new RunningService(
                "capture",
                service,
                () -> service.status().stream().allMatch(ServiceStarts::isUnderWay),
                () -> service.status().stream()
                        .flatMap(engine -> engine.stopped().stream())
                        .findFirst(),
                Optional::empty,
                List.of(new CaptureFigures(service::status)));
    }

    /// Trouble is said in an event and must not keep the other services from starting.
    private static boolean isUnderWay(EngineStatus engine) {
        return engine.state().isPresent()
                || engine.waits()
                || !engine.troubles().isEmpty();
    }

    private RunningService pipelines() {
        Map<String, DatabaseAddress> catalogues = environment.sources().stream()
                .collect(Collectors.toMap(
                        Source::name, source -> source.database().address()));
        PipelinesService service = PipelinesService.start(new PipelinesConfig(installation, catalogues));
        return new RunningService("pipelines", service, service::isRunning);
    }

    private RunningService dataset() {
        RegistryWire wire = new RegistryWire(installation.registry(), "dataset");
        List<DatasetService> datasets = environment.sources().stream()
                .map(source -> new DatasetService(dataset(environment, source), wire, installation.spans()))
                .toList();
        datasets.forEach(DatasetService::start);
        DatasetLetters letters = DatasetLetters.start(installation);
        return new RunningService(
                "dataset",
                () -> {
                    letters.close();
                    wire.close();
                    closeAll(datasets);
                },
                () -> datasets.stream().allMatch(DatasetService::isRunning) && letters.isRunning(),
                Optional::empty,
                () -> datasets.stream()
                        .flatMap(dataset -> dataset.restored().stream())
                        .map(far -> new Pace(far.done(), far.of(), far.elapsed()))
                        .findFirst(),
                List.of());
    }

    /// At once: each takes its time to commit.
    private static void closeAll(List<DatasetService> datasets) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            datasets.forEach(dataset -> threads.execute(dataset::close));
        }
    }

    /// How the dataset of a source runs.
    public static DatasetConfig dataset(Environment environment, Source source) {
        return new DatasetConfig(
                environment.kafka(),
                source.name(),
                source.partitions(),
                source.history(),
                environment.seat().files().resolve("dataset"),
                environment.seat().instance());
    }

    private RunningService validation() {
        ValidationService service = ValidationService.start(installation);
        return new RunningService("validation", service, service::isRunning);
    }

    private RunningService deployment() {
        DeploymentService service = DeploymentService.start(installation);
        return new RunningService("deployment", service, service::isRunning);
    }

    private RunningService training() {
        TrainingService service = TrainingService.start(installation, retention);
        return new RunningService("training", service, service::isRunning);
    }

    private RunningService worker() {
        Map<String, RowHistory> histories =
                environment.sources().stream().collect(Collectors.toMap(Source::name, Source::history));
        WorkerService service =
                WorkerService.start(new WorkerConfig(installation, workshop.programs(), histories, workshop.jobs()));
        return new RunningService("worker", service, service::isRunning);
    }

    private RunningService incidents() {
        IncidentsService service = IncidentsService.start(installation);
        return new RunningService("incidents", service, service::isRunning);
    }

    private RunningService registry() {
        RegistryService service = RegistryService.start(installation);
        return new RunningService("registry", service, service::isRunning);
    }

    private RunningService lineage() {
        LineageService service =
                LineageService.start(new LineageConfig(installation, lineage.names(environment), lineage.endpoint()));
        return new RunningService(
                "lineage",
                service,
                service::isRunning,
                Optional::empty,
                Optional::empty,
                lineage.endpoint().isEmpty() ? List.of() : List.of(new LineageFigures(service::delivered)));
    }
}
