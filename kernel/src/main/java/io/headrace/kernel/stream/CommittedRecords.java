package io.headrace.kernel.stream;

import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.topics.TopicConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// A look at records apart from whoever reads them. Opened when it is first used; used by one thread.
///
/// Broker and topic must be there: after ten seconds without an answer every method throws Kafka's TimeoutException.
public final class CommittedRecords implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int PATIENCE_MS = 10_000;

    private final KafkaAddress kafka;
    private @Nullable TopicConsumer consumer;

    /// @param kafka how to reach it
    public CommittedRecords(KafkaAddress kafka) {
        this.kafka = kafka;
    }

    /// Takes records until it has enough.
    @FunctionalInterface
    public interface Visitor {

        /// Whether it wants another.
        boolean take(ConsumerRecord<byte[], byte[]> message);
    }

    /// The record at an offset; empty where there is none, or one that was not committed.
    public Optional<ConsumerRecord<byte[], byte[]>> find(TopicPartition place, long offset) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        visit(place, offset, offset + 1, message -> {
            found.add(message);
            return false;
        });
        return found.stream().findFirst();
    }

    /// Hands over the records from an offset to another, which is not included, or to the end. Visitors must not look
    /// at other records.
    public void visit(TopicPartition place, long from, long to, Visitor visitor) {
        TopicConsumer opened = opened();
        long end = Math.min(to, opened.endOffsets(List.of(place)).getOrDefault(place, 0L));
        if (from >= end) {
            return;
        }
        opened.assign(List.of(place));
        opened.seek(place, from);
        while (opened.position(place) < end) {
            for (ConsumerRecord<byte[], byte[]> message : opened.poll(POLL)) {
                if (message.offset() >= end || !visitor.take(message)) {
                    return;
                }
            }
        }
    }

    private TopicConsumer opened() {
        if (consumer == null) {
            consumer = TopicConsumer.open(
                    kafka,
                    Map.of(
                            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                            "read_committed",
                            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                            false,
                            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                            PATIENCE_MS,
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                            "earliest"));
        }
        return consumer;
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
