package io.headrace.app.commands;

import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.topics.TopicConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// How many records have come into the topics of a source's tables, uncommitted ones included, and at what rate.
final class TopicGrowth implements AutoCloseable {

    private final TopicConsumer consumer;
    private final String prefix;
    private final long began = System.nanoTime();
    private final long first;

    private TopicGrowth(TopicConsumer consumer, String prefix) {
        this.consumer = consumer;
        this.prefix = prefix;
        this.first = records();
    }

    static TopicGrowth of(KafkaAddress kafka, String source) {
        return new TopicGrowth(TopicConsumer.open(kafka, Map.of()), "cdc." + source + ".");
    }

    /// Such as `1,200,000 records so far, 60,000/s`.
    String sentence() {
        long records = records() - first;
        double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
        return String.format(Locale.ROOT, "%,d records so far, %,.0f/s", records, records / seconds);
    }

    private long records() {
        List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                .filter(topic -> topic.getKey().startsWith(prefix))
                .flatMap(topic -> topic.getValue().stream())
                .toList();
        return consumer.endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
