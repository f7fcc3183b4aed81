package io.headrace.dataset.stream;

import io.headrace.dataset.DatasetConfig;
import io.headrace.dataset.DatasetService;
import io.headrace.embedded.EmbeddedKafka;
import io.headrace.events.DatasetVersion;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.trace.Spans;
import io.headrace.schemas.RowHistory;
import io.headrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A real broker with the topics of one source, and services on it.
final class Cluster implements AutoCloseable {

    final MemoryWire wire = new MemoryWire();
    private final Path folder;
    private final int partitions;
    private final EmbeddedKafka broker;
    private final String kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> versions;

    Cluster(Path folder, int partitions) throws ExecutionException, InterruptedException {
        this(partitions, folder);
        table();
    }

    /// Beside a source that has no table yet.
    static Cluster withoutTables(Path folder, int partitions) throws ExecutionException, InterruptedException {
        return new Cluster(partitions, folder);
    }

    private Cluster(int partitions, Path folder) throws ExecutionException, InterruptedException {
        this.folder = folder;
        this.partitions = partitions;
        broker = EmbeddedKafka.start(folder);
        kafka = "127.0.0.1:" + broker.port();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.PIPELINE, 1, (short) 1),
                            new NewTopic(Topics.DEPLOYMENT, 1, (short) 1),
                            new NewTopic(Topics.DATASET, 1, (short) 1),
                            new NewTopic(DatasetTopology.DEAD_LETTERS, 1, (short) 1),
                            new NewTopic(Topics.cuts("shop"), 1, (short) 1)))
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer());
        versions = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        TopicPartition only = new TopicPartition(Topics.DATASET, 0);
        versions.assign(List.of(only));
        versions.seekToBeginning(List.of(only));
    }

    /// Makes the topic of the table's rows.
    void table() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(Captured.TOPIC, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    DatasetService service(String instance) {
        DatasetConfig config = new DatasetConfig(
                KafkaAddress.at(kafka), "shop", partitions, RowHistory.FOR_EVER, folder.resolve(instance), instance);
        DatasetService service = new DatasetService(config, wire, Spans.NONE);
        service.start();
        return service;
    }

    void pipeline(SpecificRecord event) {
        byte[] key = Pipelines.NAME.getBytes(StandardCharsets.UTF_8);
        Future<?> _ = producer.send(new ProducerRecord<>(Topics.PIPELINE, key, wire.encode(event)));
        producer.flush();
    }

    void rows(List<ProducerRecord<byte[], byte[]>> records) {
        for (ProducerRecord<byte[], byte[]> record : records) {
            Future<?> _ = producer.send(record);
        }
        producer.flush();
    }

    /// The versions announced since the last call, if any come soon.
    List<DatasetVersion> versions() {
        List<DatasetVersion> read = new ArrayList<>();
        versions.poll(Duration.ofMillis(200)).forEach(record -> read.add((DatasetVersion) wire.decode(record.value())));
        return read;
    }

    @Override
    public void close() {
        producer.close();
        versions.close();
        broker.close();
    }
}
