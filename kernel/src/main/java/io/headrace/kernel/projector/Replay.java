package io.headrace.kernel.projector;

import com.zaxxer.hikari.HikariDataSource;
import io.headrace.kernel.Installation;
import io.headrace.kernel.Unavailable;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.database.Pool;
import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.stream.RecordReader;
import io.headrace.kernel.stream.TopicIds;
import io.headrace.kernel.topics.TopicSetup;
import io.headrace.kernel.topics.TopicSpec;
import java.sql.Connection;
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
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Writes stretches of the topics into a projection's tables, on the caller's thread.
///
/// As with a [Projector] one poll is one transaction, the progress among its rows. Unlike it, a replay ends; and a
/// server that is away is an [Unavailable], not waited for.
public final class Replay implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

    private final Projection projection;
    private final HikariDataSource pool;
    private final SchemaRegistry registry;
    private final Admin admin;
    private final TopicIds ids;
    private final Consumer<byte[], byte[]> consumer;
    private final DeadLetters letters;
    private final Intake intake;

    private Replay(Installation installation, Projection projection) {
        this.projection = projection;
        this.pool = Pool.open(installation.database(), "headrace-" + projection.name(), 1);
        this.registry = new SchemaRegistry(installation.registry());
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, installation.kafka()));
        this.ids = new TopicIds(new TopicSetup(admin));
        this.consumer = Readers.open(installation);
        this.letters = new DeadLetters(installation, projection.service());
        this.intake = new Intake(projection, new RecordReader(new AvroCodec(registry)), ids::position, letters);
    }

    /// Opens the topics of a projection, all of which exist.
    public static Replay open(Installation installation, Projection projection) {
        return new Replay(installation, projection);
    }

    /// Each partition from its first record to its end as it is now.
    public List<Stretch> whole() {
        Map<String, String> topics = new TopicSetup(admin)
                .ids(projection.topics().stream().map(TopicSpec::name).toList());
        List<TopicPartition> partitions = Readers.partitions(projection);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        return partitions.stream()
                .map(at -> new Stretch(
                        at.topic(),
                        Objects.requireNonNull(topics.get(at.topic()), at::topic),
                        at.partition(),
                        begins.getOrDefault(at, 0L),
                        ends.getOrDefault(at, 0L)))
                .toList();
    }

    /// Writes what the tables do not hold yet of some stretches, to their ends and not a record further.
    ///
    /// @param passed is told after each transaction how many offsets it went over
    public void write(Collection<Stretch> stretches, LongConsumer passed) throws SQLException {
        List<Stretch> left = new ArrayList<>();
        for (Stretch stretch : stretches) {
            left.add(stretch.from(next(stretch)));
        }
        read(
                left,
                records -> {
                    try (Connection tx = pool.getConnection()) {
                        intake.write(tx, records);
                        tx.commit();
                    }
                },
                passed);
    }

    /// How many records there are in some stretches.
    public long count(Collection<Stretch> stretches) throws SQLException {
        long[] count = {0};
        read(stretches, records -> count[0] += records.size(), offsets -> {});
        return count[0];
    }

    @Override
    public void close() {
        letters.close();
        consumer.close();
        admin.close();
        registry.close();
        pool.close();
    }

    /// What to do with the records of one poll.
    @FunctionalInterface
    private interface Work {
        void run(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException;
    }

    private long next(Stretch stretch) throws SQLException {
        Origin beginning = new Origin(stretch.topic(), stretch.partition(), 0);
        try (Connection tx = pool.getConnection()) {
            long next = new Progress(tx, projection.name()).next(ids.position(beginning));
            tx.commit();
            return next;
        }
    }

    private void read(Collection<Stretch> stretches, Work work, LongConsumer passed) throws SQLException {
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
                .formatted(left, projection.name(), SILENCE_MAX.toSeconds());
        return new Unavailable(sentence, new TimeoutException(sentence));
    }
}
