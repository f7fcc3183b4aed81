package io.headrace.dataset.stream;

import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.topics.TopicConsumer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// A topic from its beginning, read committed, each partition as far as its reader wants. Not thread-safe.
public final class TopicLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final String topic;
    private final TopicConsumer consumer;
    private final TopicConsumer ruler;
    private final List<TopicPartition> partitions;
    private final Map<Integer, Deque<ConsumerRecord<byte[], byte[]>>> waiting = new HashMap<>();

    public TopicLog(KafkaAddress kafka, String topic) {
        this.topic = topic;
        this.consumer = consumer(kafka, "read_committed");
        this.ruler = consumer(kafka, "read_uncommitted");
        this.partitions = consumer.listTopics().getOrDefault(topic, List.of()).stream()
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
        partitions.forEach(partition -> waiting.put(partition.partition(), new ArrayDeque<>()));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// Is told how far a reading is.
    public interface Progress {

        /// One more record was taken, of so many at most.
        void one(long of);

        /// Time passed.
        void look(long of);
    }

    /// Takes records in the order of their partition.
    @FunctionalInterface
    public interface Taker {

        /// Whether it took the record. Otherwise nothing more of the partition comes in this reading; the record is the
        /// first of the next one.
        boolean take(ConsumerRecord<byte[], byte[]> message);
    }

    public String topic() {
        return topic;
    }

    /// 0: there is no such topic.
    public int partitions() {
        return partitions.size();
    }

    /// Where every partition begins by now: beyond 0 what came before is gone.
    public Map<TopicPartition, Long> beginnings() {
        return consumer.beginningOffsets(partitions);
    }

    /// Where every partition ends by now, records of open transactions included.
    public Map<Integer, Long> ends() {
        return ruler.endOffsets(partitions).entrySet().stream()
                .collect(Collectors.toMap(end -> end.getKey().partition(), Map.Entry::getValue));
    }

    /// The next reading begins here.
    public void seek(int partition, long offset) {
        waiting.getOrDefault(partition, new ArrayDeque<>()).clear();
        consumer.seek(new TopicPartition(topic, partition), offset);
    }

    /// Reads on, up to the ends. Open transactions before an end are waited for.
    public void read(Map<Integer, Long> ends, Progress progress, Taker taker) {
        long all = ends.values().stream().mapToLong(Long::longValue).sum();
        Set<Integer> stopped = new HashSet<>();
        while (true) {
            for (TopicPartition partition : partitions) {
                if (!drain(partition.partition(), ends, progress, all, taker)) {
                    stopped.add(partition.partition());
                }
            }
            List<TopicPartition> open = partitions.stream()
                    .filter(partition -> !stopped.contains(partition.partition()))
                    .filter(partition -> consumer.position(partition) < end(ends, partition.partition()))
                    .toList();
            if (open.isEmpty()) {
                return;
            }
            consumer.pause(partitions);
            consumer.resume(open);
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                queue(message.partition()).add(message);
            }
            progress.look(all);
        }
    }

    @Override
    public void close() {
        consumer.close();
        ruler.close();
    }

    /// Whether the taker wants more of the partition.
    private boolean drain(int partition, Map<Integer, Long> ends, Progress progress, long all, Taker taker) {
        Deque<ConsumerRecord<byte[], byte[]>> queue = queue(partition);
        for (ConsumerRecord<byte[], byte[]> next = queue.peek(); next != null; next = queue.peek()) {
            if (next.offset() >= end(ends, partition) || !taker.take(next)) {
                return false;
            }
            queue.remove();
            progress.one(all);
        }
        return true;
    }

    private Deque<ConsumerRecord<byte[], byte[]>> queue(int partition) {
        return waiting.computeIfAbsent(partition, number -> new ArrayDeque<>());
    }

    private static long end(Map<Integer, Long> ends, int partition) {
        return ends.getOrDefault(partition, 0L);
    }

    private static TopicConsumer consumer(KafkaAddress kafka, String isolation) {
        return TopicConsumer.open(
                kafka,
                Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        isolation,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        2_000));
    }
}
