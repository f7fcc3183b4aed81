package io.headrace.capture.stream;

import io.headrace.capture.core.CaptureState;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.topics.TopicConsumer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// How far a source is captured, for readers outside. Not thread-safe.
public final class CapturePosition implements AutoCloseable {

    private static final TopicPartition PARTITION = new TopicPartition(StateStore.TOPIC, 0);
    private static final Duration POLL = Duration.ofMillis(100);

    private final EngineSpec spec;
    private final StateCodec codec = new StateCodec();
    private final TopicConsumer consumer;
    private @Nullable CaptureState state;

    public CapturePosition(KafkaAddress kafka, EngineSpec spec) {
        this.spec = spec;
        this.consumer = TopicConsumer.open(
                kafka,
                Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false));
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
    }

    /// Has a quiet source's position move beyond everything that is committed by now.
    public void push() throws SQLException {
        try (Connection connection = spec.database().connect()) {
            SlotAccess.mark(connection);
        }
    }

    /// Looks once, waiting a little for news: whether every transaction that committed up to an LSN is in the topics.
    public boolean covers(long lsn) {
        byte[] identity = spec.identity().getBytes(StandardCharsets.UTF_8);
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
            if (Arrays.equals(identity, message.key())) {
                state = codec.decode(message.value());
            }
        }
        CaptureState known = state;
        return known != null && Long.compareUnsigned(known.commitLsn(), lsn) >= 0;
    }

    /// The LSN of the last transaction that is in the topics, as far as that is known; empty: none is.
    public Optional<Long> commitLsn() {
        return Optional.ofNullable(state).map(CaptureState::commitLsn);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
