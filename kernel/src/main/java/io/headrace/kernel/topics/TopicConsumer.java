package io.headrace.kernel.topics;

import io.headrace.kernel.KafkaAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// A consumer without a group that is told topics by their own names, and whose records carry those, whatever prefix
/// the installation has. Every method does what Kafka's consumer does under that name. Used by one thread; only
/// [#wakeup()] is for others.
public final class TopicConsumer implements AutoCloseable {

    private final KafkaAddress kafka;
    private final Consumer<byte[], byte[]> consumer;

    private TopicConsumer(KafkaAddress kafka, Consumer<byte[], byte[]> consumer) {
        this.kafka = kafka;
        this.consumer = consumer;
    }

    /// Opens it with settings of its own.
    public static TopicConsumer open(KafkaAddress kafka, Map<String, ?> own) {
        return new TopicConsumer(
                kafka,
                new KafkaConsumer<>(kafka.client(own), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    public void assign(Collection<TopicPartition> places) {
        consumer.assign(named(places));
    }

    public void seek(TopicPartition place, long offset) {
        consumer.seek(named(place), offset);
    }

    public void seekToBeginning(Collection<TopicPartition> places) {
        consumer.seekToBeginning(named(places));
    }

    public void seekToEnd(Collection<TopicPartition> places) {
        consumer.seekToEnd(named(places));
    }

    public void pause(Collection<TopicPartition> places) {
        consumer.pause(named(places));
    }

    public void resume(Collection<TopicPartition> places) {
        consumer.resume(named(places));
    }

    public long position(TopicPartition place) {
        return consumer.position(named(place));
    }

    public OptionalLong currentLag(TopicPartition place) {
        return consumer.currentLag(named(place));
    }

    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> places) {
        return unnamed(consumer.beginningOffsets(named(places)));
    }

    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> places) {
        return unnamed(consumer.endOffsets(named(places)));
    }

    /// Null for a partition that has nothing so new.
    public Map<TopicPartition, @Nullable OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
        Map<TopicPartition, Long> asked = new HashMap<>();
        times.forEach((place, time) -> asked.put(named(place), time));
        Map<TopicPartition, @Nullable OffsetAndTimestamp> found = new HashMap<>();
        consumer.offsetsForTimes(asked).forEach((inKafka, at) -> found.put(unnamed(inKafka), at));
        return found;
    }

    /// The topics of the installation, each with its partitions.
    public Map<String, List<TopicPartition>> listTopics() {
        Map<String, List<TopicPartition>> topics = new HashMap<>();
        consumer.listTopics()
                .forEach((inKafka, partitions) -> kafka.nameOf(inKafka)
                        .ifPresent(name -> topics.put(
                                name,
                                partitions.stream()
                                        .map(one -> new TopicPartition(name, one.partition()))
                                        .toList())));
        return topics;
    }

    public ConsumerRecords<byte[], byte[]> poll(Duration patience) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(patience);
        if (kafka.prefix().isEmpty()) {
            return polled;
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        for (TopicPartition inKafka : polled.partitions()) {
            TopicPartition place = unnamed(inKafka);
            List<ConsumerRecord<byte[], byte[]>> renamed = new ArrayList<>();
            polled.records(inKafka).forEach(message -> renamed.add(renamed(message, place.topic())));
            records.put(place, renamed);
        }
        return new ConsumerRecords<>(records, unnamed(polled.nextOffsets()));
    }

    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private List<TopicPartition> named(Collection<TopicPartition> places) {
        return places.stream().map(this::named).toList();
    }

    private TopicPartition named(TopicPartition place) {
        return kafka.prefix().isEmpty() ? place : new TopicPartition(kafka.named(place.topic()), place.partition());
    }

    private TopicPartition unnamed(TopicPartition inKafka) {
        return kafka.prefix().isEmpty()
                ? inKafka
                : new TopicPartition(kafka.nameOf(inKafka.topic()).orElseThrow(), inKafka.partition());
    }

    private <V> Map<TopicPartition, V> unnamed(Map<TopicPartition, V> byPlace) {
        Map<TopicPartition, V> unnamed = new HashMap<>();
        byPlace.forEach((inKafka, value) -> unnamed.put(unnamed(inKafka), value));
        return unnamed;
    }

    private static ConsumerRecord<byte[], byte[]> renamed(ConsumerRecord<byte[], byte[]> message, String topic) {
        return new ConsumerRecord<>(
                topic,
                message.partition(),
                message.offset(),
                message.timestamp(),
                message.timestampType(),
                message.serializedKeySize(),
                message.serializedValueSize(),
                message.key(),
                message.value(),
                message.headers(),
                message.leaderEpoch());
    }
}
