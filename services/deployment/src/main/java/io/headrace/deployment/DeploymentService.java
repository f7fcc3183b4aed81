package io.headrace.deployment;

import io.headrace.deployment.stream.DeploymentBinding;
import io.headrace.deployment.stream.DeploymentRoutes;
import io.headrace.kernel.Installation;
import io.headrace.kernel.stream.DecisionService;
import io.headrace.letters.Letters;

/// Deployment at work.
public final class DeploymentService implements AutoCloseable {

    private final DecisionService decisions;

    private DeploymentService(DecisionService decisions) {
        this.decisions = decisions;
    }

    /// Starts deploying; servers that are away are waited for.
    public static DeploymentService start(Installation installation) {
        return new DeploymentService(
                DecisionService.start(installation, new DeploymentBinding(), DeploymentRoutes.routes(), Letters::desk));
    }

    /// Whether it reads and decides.
    public boolean isRunning() {
        return decisions.isRunning();
    }

    @Override
    public void close() {
        decisions.close();
    }
}
