package io.headrace.lineage;

import io.headrace.kernel.Installation;
import io.headrace.lineage.core.RunEvents;
import io.headrace.lineage.delivery.Delivery;
import io.headrace.lineage.delivery.DeliveryFigures;
import io.headrace.lineage.delivery.HttpReceiver;
import java.util.Optional;

/// Lineage at work.
public final class LineageService implements AutoCloseable {

    private final RunStream runs;
    private final LineageLetters letters;
    private final Optional<Delivery> delivery;

    private LineageService(RunStream runs, LineageLetters letters, Optional<Delivery> delivery) {
        this.runs = runs;
        this.letters = letters;
        this.delivery = delivery;
    }

    /// Starts telling; servers that are away are waited for. The migrations must have been applied.
    public static LineageService start(LineageConfig config) {
        Installation installation = config.installation();
        RunEvents events = new RunEvents(config.names());
        return new LineageService(
                RunStream.start(installation, events),
                LineageLetters.start(installation, events),
                config.endpoint().map(endpoint -> Delivery.start(installation, new HttpReceiver(endpoint))));
    }

    /// Whether it reads and tells. That an endpoint takes nothing is in its figures: it keeps nothing else from its
    /// work.
    public boolean isRunning() {
        return runs.isRunning() && letters.isRunning();
    }

    /// What became of run events at the endpoint; empty: none is set.
    public Optional<DeliveryFigures> delivered() {
        return delivery.map(Delivery::figures);
    }

    @Override
    public void close() {
        delivery.ifPresent(Delivery::close);
        letters.close();
        runs.close();
    }
}
