package io.headrace.kernel.projector;

import io.headrace.kernel.Installation;
import io.headrace.kernel.topics.TopicConsumer;
import io.headrace.kernel.topics.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Consumers without a group, and the producer beside them.
final class Readers {

    private Readers() {}

    static TopicConsumer open(Installation installation) {
        return TopicConsumer.open(
                installation.kafka(),
                Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"));
    }

    /// Every partition that a projection follows.
    static List<TopicPartition> partitions(Projection projection) {
        return projection.topics().stream().flatMap(Readers::partitions).toList();
    }

    private static Stream<TopicPartition> partitions(TopicSpec topic) {
        return IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition));
    }

    static Producer<byte[], byte[]> writer(Installation installation) {
        Map<String, Object> settings = installation.kafka().client();
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
