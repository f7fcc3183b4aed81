package io.headrace.client;

import io.headrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/// The event topics from a start on. Used by one thread; only [#wakeUp()] is for others.
final class EventTopics implements AutoCloseable {

    private static final Duration WAIT = Duration.ofMillis(500);

    /// A transaction that takes longer is given up: after that it is seen in all of its topics or in none.
    private static final Duration TRANSACTION_MAX = Duration.ofMinutes(2);

    private final TopicPartition live;
    private final TopicPartition deployments;
    private final List<TopicPartition> all;
    private final Start start;
    private final Consumer<byte[], byte[]> consumer;
    private Map<TopicPartition, Long> ends = Map.of();

    EventTopics(Start start, HeadraceConfig config) {
        this.live = config.only(Topics.LIVE);
        this.deployments = config.only(Topics.DEPLOYMENT);
        this.all = Topics.EVENTS.stream().map(config::only).toList();
        this.start = start;
        this.consumer = new KafkaConsumer<>(LiveTopic.settings(config));
    }

    /// Finds the start; what it gives comes before everything of [#next()].
    ///
    /// @throws UnknownStartException if there is no such place
    /// @throws org.apache.kafka.common.KafkaException if Kafka is away; ask again
    List<ConsumerRecord<byte[], byte[]>> begin() {
        ends = consumer.endOffsets(all);
        Map<TopicPartition, Long> from = new HashMap<>(ends);
        List<ConsumerRecord<byte[], byte[]>> first = switch (start) {
            case Start.Beginning _ -> {
                from.putAll(consumer.beginningOffsets(all));
                yield List.of();
            }
            case Start.At(Instant time) -> {
                from.putAll(published(all, time.toEpochMilli()));
                yield List.of();
            }
            case Start.Behind(String id) -> {
                ConsumerRecord<byte[], byte[]> event = find(id);
                from.putAll(published(all, event.timestamp()));
                from.put(new TopicPartition(event.topic(), event.partition()), event.offset() + 1);
                yield List.of();
            }
            case Start.Current _ -> current();
        };
        consumer.assign(all);
        from.forEach(consumer::seek);
        return first;
    }

    /// What came since, waiting a little.
    List<ConsumerRecord<byte[], byte[]>> next() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.poll(WAIT).forEach(records::add);
        return records;
    }

    /// Whether all that was there at the start has been handed out.
    boolean isLive() {
        return all.stream().allMatch(place -> consumer.position(place) >= ends.getOrDefault(place, 0L));
    }

    /// Whether a record came after the start. Only the current state looks at earlier ones.
    boolean isBehindTheStart(ConsumerRecord<byte[], byte[]> record) {
        return record.offset() >= ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
    }

    private Map<TopicPartition, Long> published(List<TopicPartition> places, long sinceMs) {
        Map<TopicPartition, OffsetAndTimestamp> found =
                consumer.offsetsForTimes(places.stream().collect(Collectors.toMap(place -> place, place -> sinceMs)));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        found.forEach((place, at) -> {
            if (at != null) {
                offsets.put(place, at.offset());
            }
        });
        return offsets;
    }

    private ConsumerRecord<byte[], byte[]> find(String id) {
        for (TopicPartition place : all) {
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            while (consumer.position(place) < ends.getOrDefault(place, 0L)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                    if (id.equals(id(record))) {
                        return record;
                    }
                }
            }
        }
        throw new UnknownStartException(
                "there is no event %s: start from the beginning, from a time or from the current state".formatted(id));
    }

    /// The last model of each pipeline, and deployments that happened already but are not seen among those yet.
    private List<ConsumerRecord<byte[], byte[]>> current() {
        long end = consumer.endOffsets(List.of(live)).getOrDefault(live, 0L);
        Map<String, ConsumerRecord<byte[], byte[]>> models = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : read(live, 0, end)) {
            String pipeline = new String(record.key(), StandardCharsets.UTF_8);
            models.remove(pipeline);
            models.put(pipeline, record);
        }
        List<ConsumerRecord<byte[], byte[]>> first = new ArrayList<>(models.values());
        long recent = Instant.now().minus(TRANSACTION_MAX).toEpochMilli();
        Long from = published(List.of(deployments), recent).get(deployments);
        if (from != null) {
            first.addAll(read(deployments, from, ends.getOrDefault(deployments, 0L)));
        }
        return first;
    }

    private List<ConsumerRecord<byte[], byte[]>> read(TopicPartition place, long from, long end) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.assign(List.of(place));
        consumer.seek(place, from);
        while (consumer.position(place) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                if (record.offset() < end && record.key() != null && record.value() != null) {
                    records.add(record);
                }
            }
        }
        return records;
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        Header id = record.headers().lastHeader("ce_id");
        return id == null || id.value() == null ? "" : new String(id.value(), StandardCharsets.UTF_8);
    }

    /// Makes a waiting call throw [org.apache.kafka.common.errors.WakeupException]; from any thread.
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
