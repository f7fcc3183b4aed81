package io.headrace.app.commands;

import io.headrace.app.Environment;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// A consumer without a group, of what is committed.
final class CommittedConsumer {

    private CommittedConsumer() {}

    static KafkaConsumer<byte[], byte[]> open(Environment environment) {
        return new KafkaConsumer<>(
                environment
                        .kafka()
                        .client(Map.of(
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
