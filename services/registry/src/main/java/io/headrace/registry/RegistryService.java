package io.headrace.registry;

import io.headrace.kernel.Installation;
import io.headrace.kernel.projector.Projector;
import io.headrace.letters.Letters;

/// Keeps `headrace_registry` up to date.
public final class RegistryService implements AutoCloseable {

    private final Projector projector;

    private RegistryService(Projector projector) {
        this.projector = projector;
    }

    /// Starts following the event topics from where the tables are. The migrations must have been applied.
    public static RegistryService start(Installation installation) {
        return new RegistryService(
                Projector.start(installation, new RegistryProjection(RegistrySchema.LIVE), Letters::desk));
    }

    /// Whether the tables said all that the topics said, when they were last read.
    public boolean isRunning() {
        return projector.behind() == 0;
    }

    /// How many events the tables do not say yet.
    public long behind() {
        return projector.behind();
    }

    @Override
    public void close() {
        projector.close();
    }
}
