package io.headrace.app.bench;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.timing.Arrival;
import io.headrace.app.timing.Arrivals;
import io.headrace.app.timing.Sent;
import io.headrace.events.DatasetVersion;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.schemas.Topics;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;

/// The dataset versions of an installation, when they came.
final class Versions implements AutoCloseable {

    private final SchemaRegistry registry;
    private final AvroCodec codec;
    private final TopicListener listener;
    private final Arrivals<Arrival> arrivals = new Arrivals<>();

    Versions(Environment environment) {
        this.registry = new SchemaRegistry(environment.registry());
        this.codec = new AvroCodec(registry);
        this.listener = new TopicListener(
                environment.kafka().bootstrap(), Topics.DATASET, IsolationLevel.READ_COMMITTED, this::arrived);
    }

    private void arrived(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() != null && codec.decode(message.value()) instanceof DatasetVersion version) {
            arrivals.add(new Arrival(version.getCut().getCommitLsn(), System.nanoTime()));
        }
    }

    Arrivals<Arrival> arrivals() {
        return arrivals;
    }

    /// When the first came that covers a commit, as System.nanoTime.
    long awaitCovering(Sent sent, Duration patience) {
        return arrivals.await(0, version -> version.position() > sent.position(), patience)
                .orElseThrow(() -> CommandFailure.failed(
                        "no dataset version covered a commit within %d s".formatted(patience.toSeconds())))
                .nanos();
    }

    @Override
    public void close() {
        listener.close();
        registry.close();
    }
}
