package io.headrace.incidents;

import io.headrace.incidents.stream.IncidentBinding;
import io.headrace.incidents.stream.IncidentRoutes;
import io.headrace.kernel.Installation;
import io.headrace.kernel.stream.DecisionService;
import io.headrace.letters.Letters;

/// Incidents at work.
public final class IncidentsService implements AutoCloseable {

    private final DecisionService decisions;

    private IncidentsService(DecisionService decisions) {
        this.decisions = decisions;
    }

    /// Starts watching; servers that are away are waited for.
    public static IncidentsService start(Installation installation) {
        return new IncidentsService(
                DecisionService.start(installation, new IncidentBinding(), IncidentRoutes.routes(), Letters::desk));
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
