package io.headrace.simulation.log;

import io.headrace.simulation.Clock;
import io.headrace.simulation.Hazard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// A Kafka in memory: partitions, transactions, fencing, and readers that see what is committed. A topic's id is its
/// name, since none is ever made anew.
public final class Log {

    private final Clock clock;
    private final SortedMap<Place, List<Entry>> partitions = new TreeMap<>();
    private final Map<String, Integer> epochs = new TreeMap<>();
    private final Map<String, LogTransaction> open = new TreeMap<>();
    private final Map<String, SortedMap<Place, Long>> groups = new TreeMap<>();
    private boolean isAway;

    public Log(Clock clock) {
        this.clock = clock;
    }

    /// @param message null: the mark of a transaction's end, which takes an offset too
    private record Entry(@Nullable ConsumerRecord<byte[], byte[]> message, LogTransaction transaction) {}

    /// A topic's partition.
    public record Place(String topic, int partition) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int sign = topic.compareTo(other.topic);
            return sign == 0 ? Integer.compare(partition, other.partition) : sign;
        }

        @Override
        public String toString() {
            return topic + "-" + partition;
        }
    }

    /// Makes a topic.
    public void create(String topic, int count) {
        for (int partition = 0; partition < count; partition++) {
            partitions.computeIfAbsent(new Place(topic, partition), place -> new ArrayList<>());
        }
    }

    /// Every partition there is.
    public List<Place> places() {
        return List.copyOf(partitions.keySet());
    }

    public void setAway(boolean away) {
        isAway = away;
    }

    public boolean isAway() {
        return isAway;
    }

    /// A producer that has not yet fenced the others of its name.
    public LogProducer producer(String transactionalId, Hazard hazard) {
        return new LogProducer(this, transactionalId, hazard);
    }

    /// Committed records from an offset on, none behind a transaction that is open.
    public List<ConsumerRecord<byte[], byte[]>> read(Place place, long from, int most) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        List<Entry> entries = entries(place);
        for (int at = Math.toIntExact(from); at < entries.size() && records.size() < most; at++) {
            Entry entry = entries.get(at);
            if (entry.transaction().isOpen()) {
                break;
            }
            if (entry.message() != null && entry.transaction().isCommitted()) {
                records.add(entry.message());
            }
        }
        return records;
    }

    /// Whether there is a committed record from an offset on.
    public boolean hasMore(Place place, long from) {
        return !read(place, from, 1).isEmpty();
    }

    /// Every committed record of a partition.
    public List<ConsumerRecord<byte[], byte[]>> all(Place place) {
        return read(place, 0, Integer.MAX_VALUE);
    }

    /// The last committed record under a key, open transactions of others passed over.
    public Optional<ConsumerRecord<byte[], byte[]>> last(Place place, String key) {
        ConsumerRecord<byte[], byte[]> last = null;
        for (Entry entry : entries(place)) {
            ConsumerRecord<byte[], byte[]> message = entry.message();
            if (message != null && entry.transaction().isCommitted() && key.equals(text(message.key()))) {
                last = message;
            }
        }
        return Optional.ofNullable(last);
    }

    /// Where a group's members go on; empty: at the beginning.
    public SortedMap<Place, Long> offsets(String group) {
        return new TreeMap<>(groups.getOrDefault(group, new TreeMap<>()));
    }

    /// Notes where a group is.
    public void commitOffsets(String group, SortedMap<Place, Long> offsets) {
        mustBeThere();
        groups.computeIfAbsent(group, name -> new TreeMap<>()).putAll(offsets);
    }

    /// The text of a key.
    public static String text(byte @Nullable [] key) {
        return key == null ? "" : new String(key, java.nio.charset.StandardCharsets.UTF_8);
    }

    void mustBeThere() {
        if (isAway) {
            throw new TimeoutException("the log is away");
        }
    }

    /// Makes a producer the only one of its name: what another has begun is given up.
    int fence(String transactionalId) {
        mustBeThere();
        LogTransaction begun = open.remove(transactionalId);
        if (begun != null) {
            begun.end(false);
            mark(begun);
        }
        return epochs.merge(transactionalId, 1, Integer::sum);
    }

    boolean isFenced(String transactionalId, int epoch) {
        return epochs.getOrDefault(transactionalId, 0) != epoch;
    }

    void begin(String transactionalId, LogTransaction transaction) {
        open.put(transactionalId, transaction);
    }

    void append(ProducerRecord<byte[], byte[]> record, LogTransaction transaction) {
        Place place = new Place(record.topic(), record.partition() == null ? 0 : record.partition());
        List<Entry> entries = entries(place);
        Headers headers = record.headers();
        long timestamp = record.timestamp() == null ? clock.instant().toEpochMilli() : record.timestamp();
        ConsumerRecord<byte[], byte[]> message = new ConsumerRecord<>(
                place.topic(),
                place.partition(),
                entries.size(),
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                headers,
                Optional.empty());
        entries.add(new Entry(message, transaction));
        transaction.touched(place);
    }

    void end(String transactionalId, LogTransaction transaction, boolean commits) {
        open.remove(transactionalId);
        transaction.end(commits);
        mark(transaction);
    }

    private void mark(LogTransaction ended) {
        for (Place place : ended.places()) {
            entries(place).add(new Entry(null, ended));
        }
    }

    private List<Entry> entries(Place place) {
        List<Entry> entries = partitions.get(place);
        if (entries == null) {
            throw new IllegalStateException("the simulation's log has no partition " + place);
        }
        return entries;
    }
}
