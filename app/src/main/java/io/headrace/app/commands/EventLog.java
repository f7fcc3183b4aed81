package io.headrace.app.commands;

import io.headrace.app.Environment;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.avro.Unreadable;
import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.stream.Received;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.kernel.stream.RecordReader;
import io.headrace.kernel.topics.TopicConsumer;
import io.headrace.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/// The event topics, read like any subscriber reads them.
public final class EventLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /// A transaction that takes longer is given up: after that it is seen in all of its topics or in none.
    private static final Duration TRANSACTION_MAX = Duration.ofMinutes(2);

    /// By time. What one cause brought about has one time, and then the flow from topic to topic is the order.
    private static final Comparator<Event> ORDER = Comparator.comparing(Event::time)
            .thenComparingInt(event -> Topics.EVENTS.indexOf(event.origin().topic()))
            .thenComparingLong(event -> event.origin().offset());

    private final SchemaRegistry registry;
    private final RecordReader reader;
    private final TopicConsumer consumer;
    private final List<TopicPartition> partitions =
            Topics.EVENTS.stream().map(topic -> new TopicPartition(topic, 0)).toList();

    private Production production = new Production();

    /// Opens the topics at their end.
    public EventLog(Environment environment) {
        this.registry = new SchemaRegistry(environment.registry());
        this.reader = new RecordReader(new AvroCodec(registry));
        this.consumer = CommittedConsumer.open(environment);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /// Everything there is, in the order of time; what comes later is for [#next()].
    public List<Event> all() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.seekToBeginning(partitions);
        List<Event> events = new ArrayList<>();
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            events.addAll(next());
        }
        events.sort(ORDER);
        return events;
    }

    /// The models in production, and deployments that are known but not shown by them yet; [#next()] goes on from
    /// there,
    /// without gap or repeat.
    public List<Event> current() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        TopicPartition live = new TopicPartition(Topics.LIVE, 0);
        TopicPartition deployments = new TopicPartition(Topics.DEPLOYMENT, 0);
        Production shown = new Production();
        read(live, 0, consumer.endOffsets(List.of(live)).getOrDefault(live, 0L)).forEach(shown::take);
        long recent = Instant.now().minus(TRANSACTION_MAX).toEpochMilli();
        OffsetAndTimestamp from =
                consumer.offsetsForTimes(Map.of(deployments, recent)).get(deployments);
        List<Event> events = new ArrayList<>(shown.models());
        if (from != null) {
            read(deployments, from.offset(), ends.getOrDefault(deployments, 0L)).stream()
                    .filter(shown::isNewDeployment)
                    .forEach(events::add);
        }
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, ends.getOrDefault(partition, 0L)));
        production = shown;
        return events;
    }

    private List<Event> read(TopicPartition partition, long from, long end) {
        List<Event> events = new ArrayList<>();
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                if (message.offset() < end && read(message).orElse(null) instanceof Event event) {
                    events.add(event);
                }
            }
        }
        return events;
    }

    /// What came since, waiting a little; often nothing. What comes together is in the order of time.
    public List<Event> next() {
        List<Event> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
            if (read(message).orElse(null) instanceof Event event && !production.isShown(event)) {
                events.add(event);
            }
        }
        events.sort(ORDER);
        return events;
    }

    /// Empty for what nobody can read: every service that reads the topic has put it aside.
    private Optional<Received> read(ConsumerRecord<byte[], byte[]> message) {
        Origin origin = new Origin(message.topic(), message.partition(), message.offset());
        try {
            return reader.read(origin, message.key(), message.value(), message.headers(), message.timestamp());
        } catch (Unreadable e) {
            return Optional.empty();
        }
    }

    /// Makes a waiting [#next()] of another thread end with a WakeupException.
    public void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
        registry.close();
    }
}
