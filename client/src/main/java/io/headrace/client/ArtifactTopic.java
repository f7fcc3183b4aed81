package io.headrace.client;

import io.headrace.events.ArtifactChunk;
import io.headrace.schemas.ArtifactChunks;
import io.headrace.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// The bytes of models that are too large to be inline. Only [#wakeUp()] is for other threads.
///
/// A fetch goes over the topic from its beginning, by a consumer of its own: it is rare, and needs no index that would
/// have to be kept right.
final class ArtifactTopic {

    private static final Duration WAIT = Duration.ofMillis(500);

    private final HeadraceConfig config;
    private final TopicPartition partition;
    private final ConfluentAvro avro;
    private volatile @Nullable Consumer<byte[], byte[]> reading;

    ArtifactTopic(HeadraceConfig config, ConfluentAvro avro) {
        this.config = config;
        this.partition = config.only(Topics.ARTIFACT);
        this.avro = avro;
    }

    /// What a chunk holds.
    ///
    /// @param count of the chunks of its artifact
    private record Part(int count, ByteBuffer bytes) {}

    /// An artifact; nobody has checked its bytes.
    ///
    /// @param sha256 that it goes by
    /// @throws IOException if it is not whole in its topic, or the schema registry cannot be asked now
    /// @throws org.apache.kafka.common.KafkaException if Kafka is away; ask again
    ByteBuffer bytes(String pipeline, String sha256) throws IOException, InterruptedException {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(LiveTopic.settings(config))) {
            reading = consumer;
            return whole(pipeline, sha256, parts(consumer, pipeline + "/" + sha256 + "/"));
        } finally {
            reading = null;
        }
    }

    private Map<Integer, Part> parts(Consumer<byte[], byte[]> consumer, String prefix)
            throws IOException, InterruptedException {
        Map<Integer, Part> parts = new TreeMap<>();
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                String key = new String(record.key(), StandardCharsets.UTF_8);
                if (key.startsWith(prefix)) {
                    take(parts, ArtifactChunks.Key.parse(key).number(), record);
                }
            }
        }
        return parts;
    }

    private void take(Map<Integer, Part> parts, int number, ConsumerRecord<byte[], byte[]> record)
            throws IOException, InterruptedException {
        if (record.value() == null) {
            parts.remove(number);
            return;
        }
        GenericRecord chunk = avro.read(record, ArtifactChunk.getClassSchema());
        parts.put(number, new Part((int) chunk.get("count"), (ByteBuffer) chunk.get("bytes")));
    }

    private static ByteBuffer whole(String pipeline, String sha256, Map<Integer, Part> parts) throws IOException {
        Part first = parts.get(0);
        if (first == null || parts.size() != first.count()) {
            throw new IOException("%s holds %d chunks of artifact %s of %s, and not all"
                    .formatted(Topics.ARTIFACT, parts.size(), sha256, pipeline));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Part part : parts.values()) {
            byte[] copy = new byte[part.bytes().remaining()];
            part.bytes().get(copy);
            bytes.writeBytes(copy);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    /// Makes a fetch throw [org.apache.kafka.common.errors.WakeupException].
    void wakeUp() {
        Consumer<byte[], byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
    }
}
