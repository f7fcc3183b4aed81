package io.headrace.app.up;

import io.headrace.app.Environment;
import io.headrace.capture.CaptureConfig;
import io.headrace.capture.CaptureService;
import io.headrace.capture.EngineStatus;
import io.headrace.dataset.DatasetConfig;
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
import java.util.concurrent.Callable;

/// How `up` starts each service.
final class ServiceStarts {

    private static final int PARTITIONS = 1;

    /// How long the engines pause between two looks at a quiet WAL.
    static final Duration POLL_INTERVAL = Duration.ofMillis(1);

    private final Environment environment;
    private final Installation installation;

    private ServiceStarts(Environment environment) {
        this.environment = environment;
        this.installation = environment.installation();
    }

    static Map<String, Callable<RunningService>> of(Environment environment) {
        ServiceStarts all = new ServiceStarts(environment);
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
                environment.kafka(),
                environment.registryCompat(),
                environment.source().database(),
                List.of(environment.source()),
                POLL_INTERVAL,
                installation.folder().resolve("capture"));
        CaptureService service = new CaptureService(config);
        service.start();
        return new RunningService(
                "capture", service, () -> service.status().stream().allMatch(ServiceStarts::isUnderWay));
    }

    /// Trouble is said in an event and must not keep the other services from starting.
    private static boolean isUnderWay(EngineStatus engine) {
        return engine.state().isPresent() || !engine.troubles().isEmpty();
    }

    private RunningService pipelines() {
        PipelinesService service =
                PipelinesService.start(new PipelinesConfig(installation, Environment.SOURCE, installation.database()));
        return new RunningService("pipelines", service, service::isRunning);
    }

    private RunningService dataset() {
        RegistryWire wire = new RegistryWire(installation.registry(), "dataset");
        DatasetService service = new DatasetService(
                new DatasetConfig(
                        environment.kafka(),
                        Environment.SOURCE,
                        PARTITIONS,
                        environment.rowHistory(),
                        installation.folder().resolve("dataset"),
                        installation.instance()),
                wire);
        service.start();
        return new RunningService(
                "dataset",
                () -> {
                    wire.close();
                    service.close();
                },
                service::isRunning);
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
