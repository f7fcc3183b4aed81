package io.headrace.app.commands;

import io.headrace.events.LiveModel;
import io.headrace.events.ModelDeployed;
import io.headrace.kernel.stream.Received.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The models in production, as their topic told them, and which deployments are news beside them. A decision writes
/// to both topics at once, but a reader may see it in one of them first.
final class Production {

    private final Map<String, Event> models = new HashMap<>();

    /// Takes a record of the live topic: the last one of a pipeline counts.
    void take(Event live) {
        models.put(live.subject(), live);
    }

    /// The models, by pipeline.
    List<Event> models() {
        List<Event> sorted = new ArrayList<>(models.values());
        sorted.sort((a, b) -> a.subject().compareTo(b.subject()));
        return sorted;
    }

    /// Whether an event tells of a deployment that the models do not show.
    boolean isNewDeployment(Event event) {
        return event.payload() instanceof ModelDeployed deployed && deployed.getDeployment() > shown(event.subject());
    }

    /// Whether an event tells of a deployment that the models show.
    boolean isShown(Event event) {
        return event.payload() instanceof ModelDeployed deployed && deployed.getDeployment() <= shown(event.subject());
    }

    private long shown(String pipeline) {
        Event live = models.get(pipeline);
        return live != null && live.payload() instanceof LiveModel model ? model.getDeployment() : 0;
    }
}
