package io.headrace.app.up;

import io.headrace.app.Environment;
import io.headrace.deployment.DeploymentService;
import io.headrace.kernel.Installation;
import io.headrace.validation.ValidationService;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/// How `up` starts each service.
final class ServiceStarts {

    private ServiceStarts() {}

    static Map<String, Callable<RunningService>> of(Environment environment) {
        Installation installation = environment.installation();
        Map<String, Callable<RunningService>> starts = new LinkedHashMap<>();
        starts.put("validation", () -> {
            ValidationService service = ValidationService.start(installation);
            return new RunningService("validation", service, service::isRunning);
        });
        starts.put("deployment", () -> {
            DeploymentService service = DeploymentService.start(installation);
            return new RunningService("deployment", service, service::isRunning);
        });
        return starts;
    }
}
