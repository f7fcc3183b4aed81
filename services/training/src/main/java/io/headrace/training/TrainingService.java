package io.headrace.training;

import io.headrace.kernel.Installation;
import io.headrace.kernel.stream.DecisionService;
import io.headrace.letters.Letters;
import io.headrace.training.core.Retention;
import io.headrace.training.stream.TrainingBinding;
import io.headrace.training.stream.TrainingRoutes;

/// Training at work.
public final class TrainingService implements AutoCloseable {

    private final DecisionService decisions;

    private TrainingService(DecisionService decisions) {
        this.decisions = decisions;
    }

    /// Starts training; servers that are away are waited for.
    ///
    /// @param retention of artifacts that are never deployed
    public static TrainingService start(Installation installation, Retention retention) {
        return new TrainingService(DecisionService.start(
                installation, new TrainingBinding(retention), TrainingRoutes.routes(), Letters::desk));
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
