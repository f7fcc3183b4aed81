package io.headrace.app.bench;

import io.headrace.app.CommandFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// A plain consumer of committed records, as it comes, that does nothing with them.
final class BareReplay {

    private static final Duration POLL = Duration.ofSeconds(1);

    private BareReplay() {}

    /// Rows per second from a topic's first record to its last.
    static double rowsPerSecond(String kafka, String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            long began = System.nanoTime();
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long rows = 0;
            while (consumer.position(partition) < end) {
                rows += rows(consumer.poll(POLL));
            }
            if (rows == 0) {
                throw CommandFailure.failed("topic %s holds no rows".formatted(topic));
            }
            return rows * 1e9 / (System.nanoTime() - began);
        }
    }

    private static int rows(ConsumerRecords<byte[], byte[]> records) {
        int rows = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            rows += record.value() == null ? 0 : 1;
        }
        return rows;
    }
}
