package io.headrace.app.bench;

import io.headrace.app.timing.Arrival;
import io.headrace.app.timing.Arrivals;
import io.headrace.app.timing.OpenLoop;
import io.headrace.app.up.Up;
import io.headrace.capture.bare.BareEngine;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.common.IsolationLevel;

/// COMMIT → bare engine → plain producer → plain consumer.
final class BareHop implements HopSide {

    private final FeatureTable table;
    private final PlainTopic topic;
    private final BareEngine engine;
    private final TopicListener listener;
    private final Arrivals<Arrival> arrivals = new Arrivals<>();

    /// @param name of its table, its topic and its slot, all new
    BareHop(Site site, String name) throws SQLException {
        this.table = site.bareTable(name);
        String kafka = site.environment().kafka().bootstrap();
        this.topic = new PlainTopic(kafka, name);
        this.listener = new TopicListener(
                kafka,
                name,
                IsolationLevel.READ_UNCOMMITTED,
                row -> arrivals.add(new Arrival(PlainTopic.id(row.key()), System.nanoTime())));
        this.engine = BareEngine.start(site.bareDatabase(), name, Up.POLL_INTERVAL, topic::send);
    }

    @Override
    public OpenLoop loop() {
        return new OpenLoop(() -> table.commitById(1), List.of(arrivals), Site.PATIENCE);
    }

    @Override
    public void close() {
        engine.close();
        topic.close();
        listener.close();
        table.close();
    }
}
