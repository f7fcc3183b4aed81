package io.headrace.kernel.projector;

import com.zaxxer.hikari.HikariDataSource;
import io.headrace.kernel.Installation;
import io.headrace.kernel.Patience;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.database.Pool;
import io.headrace.kernel.database.SqlWork;
import io.headrace.kernel.stream.Origin;
import io.headrace.kernel.stream.RecordReader;
import io.headrace.kernel.stream.TopicIds;
import io.headrace.kernel.topics.TopicSetup;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private final Patience patience;
    private final HikariDataSource pool;
    private final SchemaRegistry registry;
    private final RecordReader reader;
    private final Thread thread;
    private volatile long behind = Long.MAX_VALUE;

    private Projector(Installation installation, Projection projection) {
        this.installation = installation;
        this.projection = projection;
        this.patience = new Patience(projection.name());
        this.pool = Pool.open(installation.database(), "headrace-" + projection.name(), 1);
        this.registry = new SchemaRegistry(installation.registry());
        this.reader = new RecordReader(new AvroCodec(registry));
        this.thread = Thread.ofPlatform().name(projection.name() + "-projector").unstarted(this::run);
    }

    /// Starts where the tables are.
    public static Projector start(Installation installation, Projection projection) {
        Projector projector = new Projector(installation, projection);
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
        while (!patience.isStopped()) {
            try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, installation.kafka()))) {
                follow(new TopicSetup(admin));
            } catch (Patience.Stopped e) {
                return;
            } catch (RuntimeException e) {
                LOGGER.error("{} failed and starts again", projection.name(), e);
                boolean _ = patience.sleep(PAUSE);
            }
        }
    }

    private void follow(TopicSetup topics) {
        patience.insist(() -> {
            topics.ensure(projection.topics());
            topics.ensure(List.of(DeadLetters.topic(projection.service())));
            return true;
        });
        TopicIds ids = new TopicIds(topics);
        try (Consumer<byte[], byte[]> consumer = Readers.open(installation);
                DeadLetters letters = new DeadLetters(installation, projection.service())) {
            Intake intake = new Intake(projection, reader, ids::position, letters);
            List<TopicPartition> partitions = Readers.partitions(projection);
            consumer.assign(partitions);
            for (TopicPartition partition : partitions) {
                seek(consumer, partition, ids);
            }
            while (!patience.isStopped()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    inTransaction(tx -> intake.write(tx, records));
                }
                behind = lag(consumer, partitions);
            }
        }
    }

    private void seek(Consumer<byte[], byte[]> consumer, TopicPartition partition, TopicIds ids) {
        Origin beginning = new Origin(partition.topic(), partition.partition(), 0);
        inTransaction(tx -> {
            long next = new Progress(tx, projection.name()).next(ids.position(beginning));
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

    private static long lag(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
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
