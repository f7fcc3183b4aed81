package io.headrace.kernel.projector;

import io.headrace.kernel.Installation;
import io.headrace.kernel.Unavailable;
import io.headrace.kernel.topics.TopicConsumer;
import io.headrace.kernel.topics.TopicSetup;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Reads stretches of topics to their ends, and not a record further.
public final class StretchReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

    private final String name;
    private final TopicSetup topics;
    private final TopicConsumer consumer;

    /// @param name of what is read, for sentences
    /// @param admin is closed by its owner
    public StretchReader(Installation installation, String name, Admin admin) {
        this.name = name;
        this.topics = new TopicSetup(admin, installation.kafka());
        this.consumer = Readers.open(installation);
    }

    /// What to do with the records of one poll.
    @FunctionalInterface
    public interface Work {
        void run(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException;
    }

    /// Each partition from its first record to its end as it is now.
    public List<Stretch> whole(List<TopicPartition> partitions) {
        Map<String, String> ids = topics.ids(
                partitions.stream().map(TopicPartition::topic).distinct().toList());
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        return partitions.stream()
                .map(at -> new Stretch(
                        at.topic(),
                        Objects.requireNonNull(ids.get(at.topic()), at::topic),
                        at.partition(),
                        begins.getOrDefault(at, 0L),
                        ends.getOrDefault(at, 0L)))
                .toList();
    }

    /// Reads some stretches to their ends.
    ///
    /// @param passed is told after each piece of work how many offsets it went over
    public void read(Collection<Stretch> stretches, Work work, LongConsumer passed) throws SQLException {
        Map<TopicPartition, Long> ends = new HashMap<>();
        stretches.forEach(stretch -> ends.put(new TopicPartition(stretch.topic(), stretch.partition()), stretch.end()));
        consumer.assign(ends.keySet());
        stretches.forEach(
                stretch -> consumer.seek(new TopicPartition(stretch.topic(), stretch.partition()), stretch.begin()));
        consumer.resume(ends.keySet());
        long left = left(ends);
        long heard = System.nanoTime();
        while (left > 0) {
            List<ConsumerRecord<byte[], byte[]>> records = poll(ends);
            if (!records.isEmpty()) {
                work.run(records);
            }
            long now = left(ends);
            if (now < left) {
                passed.accept(left - now);
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > SILENCE_MAX.toNanos()) {
                throw silent(now);
            }
            left = now;
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> poll(Map<TopicPartition, Long> ends) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
            TopicPartition at = new TopicPartition(message.topic(), message.partition());
            if (message.offset() < ends.getOrDefault(at, 0L)) {
                records.add(message);
            }
        }
        return records;
    }

    /// How many offsets are left to pass; partitions that are done are read no more.
    private long left(Map<TopicPartition, Long> ends) {
        long left = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            long ahead = end.getValue() - consumer.position(end.getKey());
            if (ahead > 0) {
                left += ahead;
            } else {
                consumer.pause(List.of(end.getKey()));
            }
        }
        return left;
    }

    private Unavailable silent(long left) {
        String sentence = "Kafka has brought none of the %d offsets that are left of %s for %d s"
                .formatted(left, name, SILENCE_MAX.toSeconds());
        return new Unavailable(sentence, new TimeoutException(sentence));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
