package io.headrace.app.up;

import io.headrace.app.Pace;
import io.headrace.app.watch.CaptureFigures;
import io.headrace.capture.CaptureConfig;
import io.headrace.capture.CaptureService;
import io.headrace.capture.EngineStatus;
import io.headrace.capture.SourceConfig;
import io.headrace.capture.core.WalAlarm;
import io.headrace.dataset.DatasetConfig;
import io.headrace.dataset.DatasetLetters;
import io.headrace.dataset.DatasetService;
import io.headrace.dataset.RegistryWire;
import io.headrace.deployment.DeploymentService;
import io.headrace.incidents.IncidentsService;
import io.headrace.kernel.Installation;
import io.headrace.pipelines.PipelinesConfig;
import io.headrace.pipelines.PipelinesService;
import io.headrace.registry.RegistryService;
import io.headrace.training.TrainingService;
import io.headrace.validation.ValidationService;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// How each service is started.
public final class ServiceStarts {

    /// How long the engines pause between two looks at a quiet WAL.
    static final Duration POLL_INTERVAL = Duration.ofMillis(1);

    static final List<String> NAMES =
            List.of("capture", "pipelines", "dataset", "training", "validation", "deployment", "incidents", "registry");

    private final Installation installation;
    private final SourceConfig source;
    private final WalAlarm alarm;

    private ServiceStarts(Installation installation, SourceConfig source, WalAlarm alarm) {
        this.installation = installation;
        this.source = source;
        this.alarm = alarm;
    }

    /// All services by name.
    ///
    /// @param source people's tables, in Headrace's own database
    /// @param alarm when WAL that a slot keeps is a trouble
    static Map<String, Callable<RunningService>> of(Installation installation, SourceConfig source, WalAlarm alarm) {
        ServiceStarts all = new ServiceStarts(installation, source, alarm);
        Map<String, Callable<RunningService>> starts = new LinkedHashMap<>();
        starts.put("capture", all::capture);
        starts.put("pipelines", all::pipelines);
        starts.put("dataset", all::dataset);
        starts.put("training", all::training);
        starts.put("validation", all::validation);
        starts.put("deployment", all::deployment);
        starts.put("incidents", all::incidents);
        starts.put("registry", all::registry);
        return starts;
    }

    private RunningService capture() {
        CaptureConfig config = new CaptureConfig(
                installation.kafka(),
                installation.registry().toString(),
                source.database(),
                List.of(source),
                POLL_INTERVAL,
                installation.folder().resolve("capture"));
        CaptureService service = new CaptureService(config, alarm);
        service.start();
        return new RunningService(
                "capture",
                service,
                () -> service.status().stream().allMatch(ServiceStarts::isUnderWay),
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
        PipelinesService service =
                PipelinesService.start(new PipelinesConfig(installation, source.name(), installation.database()));
        return new RunningService("pipelines", service, service::isRunning);
    }

    private RunningService dataset() {
        RegistryWire wire = new RegistryWire(installation.registry(), "dataset");
        DatasetService service = new DatasetService(dataset(installation, source), wire);
        service.start();
        DatasetLetters letters = DatasetLetters.start(installation);
        return new RunningService(
                "dataset",
                () -> {
                    letters.close();
                    wire.close();
                    service.close();
                },
                () -> service.isRunning() && letters.isRunning(),
                () -> service.restored().map(far -> new Pace(far.done(), far.of(), far.elapsed())),
                List.of());
    }

    /// How the dataset of a source runs.
    public static DatasetConfig dataset(Installation installation, SourceConfig source) {
        return new DatasetConfig(
                installation.kafka(),
                source.name(),
                source.partitions(),
                source.history(),
                installation.folder().resolve("dataset"),
                installation.instance());
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
        TrainingService service = TrainingService.start(installation);
        return new RunningService("training", service, service::isRunning);
    }

    private RunningService incidents() {
        IncidentsService service = IncidentsService.start(installation);
        return new RunningService("incidents", service, service::isRunning);
    }

    private RunningService registry() {
        RegistryService service = RegistryService.start(installation);
        return new RunningService("registry", service, service::isRunning);
    }
}
