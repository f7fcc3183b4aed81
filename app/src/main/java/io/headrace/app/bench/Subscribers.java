package io.headrace.app.bench;

import io.headrace.app.timing.Deliveries;
import io.headrace.app.timing.Deliveries.Delivery;
import io.headrace.app.timing.OpenLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Pipelines on one table, each with its subscriber.
final class Subscribers implements AutoCloseable {

    private final Site site;
    private final FeatureTable table;
    private final List<Deliveries> all = new ArrayList<>();

    Subscribers(Site site, FeatureTable table) {
        this.site = site;
        this.table = table;
    }

    /// Applies one more pipeline and waits until its first model is in its subscriber's hands.
    void add() throws IOException {
        String pipeline = "bench-" + (all.size() + 1);
        Deliveries deliveries = new Deliveries(site.environment(), pipeline);
        all.add(deliveries);
        site.apply(pipeline, table);
        Delivery _ = deliveries.await("the first model of " + pipeline, 0, model -> true, Site.PATIENCE);
    }

    /// Single-row commits, answered by every subscriber.
    OpenLoop loop() {
        return new OpenLoop(
                () -> table.commit(1), all.stream().map(Deliveries::arrivals).toList(), Site.PATIENCE);
    }

    @Override
    public void close() {
        all.forEach(Deliveries::close);
    }
}
