package io.headrace.dataset.stream;

import io.headrace.events.DatasetVersion;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.trace.Span;
import io.headrace.kernel.trace.Spans;
import io.headrace.schemas.RowHistory;
import io.headrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/// The whole topology with one partition, driven by hand, on a cluster that is shared.
final class Bench implements AutoCloseable {

    private static final KafkaAddress KAFKA = KafkaAddress.at("nowhere:1").with("team-a.");

    final MemoryWire wire = new MemoryWire();
    final DatasetProgress progress = new DatasetProgress();
    final List<Span> spans = new ArrayList<>();
    final Captured captured = new Captured(wire, 1, System.currentTimeMillis() * 1_000);
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> pipelines;
    private final TestInputTopic<byte[], byte[]> deployments;
    private final TestOutputTopic<String, byte[]> versions;

    Bench(Path stateDir) {
        this(stateDir, RowHistory.FOR_EVER);
    }

    Bench(Path stateDir, RowHistory history) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "dataset-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrap());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(
                new DatasetTopology("shop", 1, history, wire, progress, new KeptSpans()).build(KAFKA), properties);
        pipelines = input(Topics.PIPELINE);
        deployments = input(Topics.DEPLOYMENT);
        versions = driver.createOutputTopic(
                KAFKA.named(Topics.DATASET), new StringDeserializer(), new ByteArrayDeserializer());
    }

    void pipeline(SpecificRecord event) {
        pipelines.pipeInput(Pipelines.NAME.getBytes(StandardCharsets.UTF_8), wire.encode(event));
    }

    void deployment(SpecificRecord event) {
        deployments.pipeInput(Pipelines.NAME.getBytes(StandardCharsets.UTF_8), wire.encode(event));
    }

    void rows(List<ProducerRecord<byte[], byte[]>> records) {
        rows(records, 0);
    }

    /// @param writtenAt in milliseconds since the epoch
    void rows(List<ProducerRecord<byte[], byte[]>> records, long writtenAt) {
        for (ProducerRecord<byte[], byte[]> record : records) {
            input(record.topic())
                    .pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), writtenAt));
        }
    }

    /// Lets upkeep work and versions be announced.
    void rest() {
        for (int i = 0; i < 20; i++) {
            driver.advanceWallClockTime(Duration.ofMillis(50));
        }
    }

    /// The versions announced since the last call.
    List<DatasetVersion> versions() {
        List<DatasetVersion> read = new ArrayList<>();
        versions.readValuesToList().forEach(bytes -> read.add((DatasetVersion) wire.decode(bytes)));
        return read;
    }

    @Override
    public void close() {
        driver.close();
    }

    private final class KeptSpans implements Spans {

        @Override
        public boolean areWanted() {
            return true;
        }

        @Override
        public void ended(Span span) {
            spans.add(span);
        }

        @Override
        public void close() {}
    }

    private TestInputTopic<byte[], byte[]> input(String topic) {
        return driver.createInputTopic(KAFKA.named(topic), new ByteArraySerializer(), new ByteArraySerializer());
    }
}
