package io.headrace.capture.stream;

import io.headrace.capture.core.CaptureState;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.topics.TopicConsumer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/// Reads back what the last committed Kafka transaction of an engine has stored.
final class StateStore {

    static final String TOPIC = "headrace.capture.offsets";

    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KafkaAddress kafka;
    private final StateCodec codec = new StateCodec();

    StateStore(KafkaAddress kafka) {
        this.kafka = kafka;
    }

    /// The state of an engine whose producer has fenced every other.
    ///
    /// Reads up to the true end, uncommitted records included: another engine's open transaction may stand
    /// before our own committed record, and stopping there would be forgetting it.
    Optional<CaptureState> load(String identity) {
        return last(identity).map(message -> codec.decode(message.value()));
    }

    private Optional<ConsumerRecord<byte[], byte[]>> last(String key) {
        long end = end();
        Optional<ConsumerRecord<byte[], byte[]>> last = Optional.empty();
        long began = System.nanoTime();
        try (TopicConsumer consumer = consumer(IsolationLevel.READ_COMMITTED)) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            while (consumer.position(PARTITION) < end) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(new String(message.key(), StandardCharsets.UTF_8))) {
                        last = Optional.of(message);
                    }
                }
                if (System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw new IllegalStateException(
                            "%s cannot be read to its end in %s: another engine's transaction is still open"
                                    .formatted(TOPIC, PATIENCE));
                }
            }
        }
        return last;
    }

    private long end() {
        try (TopicConsumer consumer = consumer(IsolationLevel.READ_UNCOMMITTED)) {
            return consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
        }
    }

    private TopicConsumer consumer(IsolationLevel isolation) {
        return TopicConsumer.open(kafka, Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString()));
    }
}
