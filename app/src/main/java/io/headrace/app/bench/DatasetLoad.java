package io.headrace.app.bench;

import io.headrace.app.Environment;
import io.headrace.app.timing.Arrival;
import io.headrace.app.timing.Arrivals;
import io.headrace.app.timing.OpenLoop;
import io.headrace.events.DatasetVersion;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;

/// COMMIT → capture → dataset: applied when a dataset version covers the rows.
final class DatasetLoad implements LoadSide {

    private final FeatureTable table;
    private final SchemaRegistry registry;
    private final AvroCodec codec;
    private final TopicListener listener;
    private final Arrivals<Arrival> arrivals = new Arrivals<>();

    /// Makes a table of so many rows and a pipeline on it.
    DatasetLoad(Site site, int rows) throws SQLException, IOException {
        Environment environment = site.environment();
        this.table = site.table("public.bench");
        this.registry = new SchemaRegistry(URI.create(environment.registryCompat()));
        this.codec = new AvroCodec(registry);
        this.listener =
                new TopicListener(environment.kafka(), Topics.DATASET, IsolationLevel.READ_COMMITTED, this::arrived);
        table.commit(rows);
        site.apply("bench", table);
    }

    private void arrived(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() != null && codec.decode(message.value()) instanceof DatasetVersion version) {
            arrivals.add(new Arrival(version.getCut().getCommitLsn(), System.nanoTime()));
        }
    }

    @Override
    public OpenLoop.Commit commit(Load load) {
        return () -> table.commit(load);
    }

    @Override
    public Arrivals<Arrival> applied() {
        return arrivals;
    }

    @Override
    public void close() {
        listener.close();
        registry.close();
        table.close();
    }
}
