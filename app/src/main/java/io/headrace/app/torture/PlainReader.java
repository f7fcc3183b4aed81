package io.headrace.app.torture;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// A plain consumer, read committed, without a group.
///
/// @param kafka bootstrap servers
record PlainReader(String kafka) {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STILL_MAX = Duration.ofMinutes(2);

    /// The topics there are.
    Set<String> topics() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
            return new TreeSet<>(consumer.listTopics().keySet());
        }
    }

    /// Hands over a topic from its beginning to its end, transactions that are open included: they are waited for.
    ///
    /// @return whether the end was reached
    boolean read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = ends(partitions);
            long deadline = System.nanoTime() + STILL_MAX.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                var records = consumer.poll(POLL);
                records.forEach(taker);
                if (!records.isEmpty()) {
                    deadline = System.nanoTime() + STILL_MAX.toNanos();
                } else if (System.nanoTime() > deadline) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Whether a topic is there and holds something.
    boolean hasRecords(String topic) {
        return topics().contains(topic)
                && ends(List.of(new TopicPartition(topic, 0))).values().stream().anyMatch(end -> end > 0);
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
            return consumer.endOffsets(partitions);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        isolation,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        2_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
