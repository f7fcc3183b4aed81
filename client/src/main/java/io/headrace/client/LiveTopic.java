package io.headrace.client;

import io.headrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// One pipeline's records of the live topic: first the one in production now, then each new one.
final class LiveTopic implements AutoCloseable {

    private static final Duration WAIT = Duration.ofMillis(500);

    private final TopicPartition partition;
    private final byte[] key;
    private final Consumer<byte[], byte[]> consumer;

    /// Where the topic ended when this reader came; unknown before it has asked.
    private long endAtStart = -1;

    LiveTopic(String pipeline, HeadraceConfig config) {
        this.partition = config.only(Topics.LIVE);
        this.key = pipeline.getBytes(StandardCharsets.UTF_8);
        this.consumer = new KafkaConsumer<>(settings(config));
    }

    /// Without a consumer group: every process gets every model, and none has to wait for a group to be balanced.
    static Map<String, Object> settings(HeadraceConfig config) {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        settings.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    /// The records that came since, in order; of those that were there before this reader, the last alone.
    ///
    /// @throws org.apache.kafka.common.KafkaException if Kafka is away; ask again
    List<ConsumerRecord<byte[], byte[]>> next() {
        if (endAtStart < 0) {
            return current();
        }
        List<ConsumerRecord<byte[], byte[]>> ours = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
            if (isOurs(record)) {
                ours.add(record);
            }
        }
        return ours;
    }

    /// Compaction leaves older records of the pipeline standing for a while. They are not in production any more,
    /// so all but the last are passed over.
    private List<ConsumerRecord<byte[], byte[]>> current() {
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        List<ConsumerRecord<byte[], byte[]>> last = List.of();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                if (isOurs(record)) {
                    last = List.of(record);
                }
            }
        }
        endAtStart = end;
        return last;
    }

    private boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
        return Arrays.equals(key, record.key()) && record.value() != null;
    }

    /// Makes a waiting [#next()] throw [org.apache.kafka.common.errors.WakeupException]; from any thread.
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
