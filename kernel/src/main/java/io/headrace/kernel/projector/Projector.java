package io.headrace.kernel.projector;

import com.zaxxer.hikari.HikariDataSource;
import io.headrace.kernel.Installation;
import io.headrace.kernel.Patience;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.avro.Unreadable;
import io.headrace.kernel.database.Pool;
import io.headrace.kernel.database.SqlWork;
import io.headrace.kernel.stream.CommittedRecords;
import io.headrace.kernel.stream.LetterDesk;
import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.stream.Received;
import io.headrace.kernel.stream.RecordReader;
import io.headrace.kernel.stream.TopicIds;
import io.headrace.kernel.topics.TopicConsumer;
import io.headrace.kernel.topics.TopicSetup;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Keeps a projection's tables up to date, on a thread of its own.
///
/// Progress and rows are written in one transaction for all that one poll brought: one record when
/// it keeps up, hundreds when it is behind. There is no consumer group: where to go on stands in
/// the database, and a second copy finds the work done.
public final class Projector implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Projector.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

    private final Installation installation;
    private final Projection projection;
    private final LetterDesk.Maker desks;
    private final Patience patience;
    private final HikariDataSource pool;
    private final SchemaRegistry registry;
    private final AvroCodec avro;
    private final RecordReader reader;
    private final Thread thread;
    private volatile long behind = Long.MAX_VALUE;

    private Projector(Installation installation, Projection projection, LetterDesk.Maker desks) {
        this.installation = installation;
        this.projection = projection;
        this.desks = desks;
        this.patience = new Patience(projection.name());
        this.pool = Pool.open(installation.database(), "headrace-" + projection.name(), 1);
        this.registry = new SchemaRegistry(installation.registry());
        this.avro = new AvroCodec(registry);
        this.reader = new RecordReader(avro);
        this.thread = Thread.ofPlatform().name(projection.name() + "-projector").unstarted(this::run);
    }

    /// Starts where the tables are.
    ///
    /// @param desks makes the desk of what people ask about the service's dead letters
    public static Projector start(Installation installation, Projection projection, LetterDesk.Maker desks) {
        Projector projector = new Projector(installation, projection, desks);
        projector.thread.start();
        return projector;
    }

    /// How many records it has not written yet, as of the last poll.
    public long behind() {
        return behind;
    }

    @Override
    public void close() {
        patience.close();
        try {
            if (!thread.join(CLOSE_MAX)) {
                LOGGER.warn("{} did not end within {}", projection.name(), CLOSE_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        registry.close();
        pool.close();
    }

    private void run() {
        MDC.put("service", projection.service());
        while (!patience.isStopped()) {
            try (Admin admin = Admin.create(installation.kafka().client())) {
                follow(new TopicSetup(admin, installation.kafka()));
            } catch (Patience.Stopped e) {
                return;
            } catch (RuntimeException e) {
                LOGGER.error("{} failed and starts again", projection.name(), e);
                boolean _ = patience.sleep(PAUSE);
            }
        }
    }

    private void follow(TopicSetup topics) {
        try (CommittedRecords records = new CommittedRecords(installation.kafka())) {
            LetterDesk.Site site =
                    new LetterDesk.Site(projection.service(), records, pool, avro, patience, installation.spans());
            follow(topics, desks.open(site, new LateRecords(records, projection, reader, new TopicIds(topics))));
        }
    }

    private void follow(TopicSetup topics, LetterDesk desk) {
        patience.insist(() -> {
            topics.ensure(projection.topics());
            topics.ensure(List.of(DeadLetters.topic(projection.service()), desk.requests()));
            return true;
        });
        TopicIds ids = new TopicIds(topics);
        try (TopicConsumer consumer = Readers.open(installation);
                DeadLetters letters = new DeadLetters(installation, projection.service())) {
            Intake intake = new Intake(projection, reader, ids::position, letters);
            TopicPartition requests = new TopicPartition(desk.requests().name(), 0);
            List<TopicPartition> partitions = new ArrayList<>(Readers.partitions(projection));
            partitions.add(requests);
            consumer.assign(partitions);
            for (TopicPartition partition : partitions) {
                seek(consumer, partition, partition.equals(requests) ? desk.name() : projection.name(), ids);
            }
            while (!patience.isStopped()) {
                take(consumer.poll(POLL), requests, intake, desk, ids);
                behind = lag(consumer, partitions);
            }
        }
    }

    private void take(
            ConsumerRecords<byte[], byte[]> records,
            TopicPartition requests,
            Intake intake,
            LetterDesk desk,
            TopicIds ids) {
        List<ConsumerRecord<byte[], byte[]>> told = new ArrayList<>();
        records.partitions().stream()
                .filter(partition -> !partition.equals(requests))
                .forEach(partition -> told.addAll(records.records(partition)));
        if (!told.isEmpty()) {
            inTransaction(tx -> intake.write(tx, told));
        }
        for (ConsumerRecord<byte[], byte[]> asked : records.records(requests)) {
            ask(asked, desk, ids);
        }
    }

    private void ask(ConsumerRecord<byte[], byte[]> asked, LetterDesk desk, TopicIds ids) {
        Origin origin = new Origin(asked.topic(), asked.partition(), asked.offset());
        Optional<Received> received;
        try {
            received = patience.insist(
                    () -> reader.read(origin, asked.key(), asked.value(), asked.headers(), asked.timestamp()));
        } catch (Unreadable e) {
            // Those who answer the other requests have put it aside.
            LOGGER.warn("{} cannot read {}: {}", projection.name(), origin, e.getMessage());
            return;
        }
        received.ifPresent(request -> desk.take(request, () -> patience.insist(() -> ids.position(origin))));
    }

    private void seek(TopicConsumer consumer, TopicPartition partition, String name, TopicIds ids) {
        Origin beginning = new Origin(partition.topic(), partition.partition(), 0);
        inTransaction(tx -> {
            long next = new Progress(tx, name).next(ids.position(beginning));
            consumer.seek(partition, next);
        });
    }

    private void inTransaction(SqlWork work) {
        patience.insist(() -> {
            try (Connection tx = pool.getConnection()) {
                work.run(tx);
                tx.commit();
                return true;
            }
        });
    }

    private static long lag(TopicConsumer consumer, List<TopicPartition> partitions) {
        long lag = 0;
        for (TopicPartition partition : partitions) {
            OptionalLong one = consumer.currentLag(partition);
            if (one.isEmpty()) {
                return Long.MAX_VALUE;
            }
            lag += one.getAsLong();
        }
        return lag;
    }
}
