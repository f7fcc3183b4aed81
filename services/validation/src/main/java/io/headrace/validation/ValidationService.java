package io.headrace.validation;

import io.headrace.kernel.Installation;
import io.headrace.kernel.stream.DecisionService;
import io.headrace.letters.Letters;
import io.headrace.validation.stream.ValidationBinding;
import io.headrace.validation.stream.ValidationRoutes;

/// Validation at work.
public final class ValidationService implements AutoCloseable {

    private final DecisionService decisions;

    private ValidationService(DecisionService decisions) {
        this.decisions = decisions;
    }

    /// Starts judging; servers that are away are waited for.
    public static ValidationService start(Installation installation) {
        return new ValidationService(
                DecisionService.start(installation, new ValidationBinding(), ValidationRoutes.routes(), Letters::desk));
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
