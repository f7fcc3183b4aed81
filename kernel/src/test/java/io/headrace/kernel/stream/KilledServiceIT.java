package io.headrace.kernel.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.embedded.EmbeddedKafka;
import io.headrace.embedded.EmbeddedPostgres;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.avro.SmallRegistry;
import io.headrace.kernel.counter.ChildJvm;
import io.headrace.kernel.counter.CounterChecks;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.database.Migrations;
import io.headrace.kernel.topics.TopicSetup;
import io.headrace.kernel.topics.TopicSpec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A decider on its shell, killed again and again while it works: each input is decided once.
///
/// `-Dheadrace.kills=100` for the long run, `-Dheadrace.seed=…` to repeat one.
class KilledServiceIT {

    private static final int KILLS = Integer.getInteger("headrace.kills", 5);
    private static final long SEED = Long.getLong("headrace.seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final TopicPartition PARTITION = new TopicPartition(CountersChild.ASKED, 0);
    private static final TopicPartition DEAD_LETTERS = new TopicPartition(DeadLetter.topic("counters"), 0);

    @TempDir
    private Path folder;

    @Test
    void everyInputIsDecidedOnce() throws Exception {
        Random random = new Random(SEED);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
                EmbeddedKafka kafka = EmbeddedKafka.start(folder);
                SmallRegistry registry = new SmallRegistry();
                SchemaRegistry schemas = new SchemaRegistry(RegistryAddress.at(registry.url()));
                Admin admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
                Asking asking = new Asking(kafka.bootstrapServers(), new AvroCodec(schemas), SEED);
                Connection database = DriverManager.getConnection(postgres.jdbcUrl())) {
            Migrations.apply(new DatabaseAddress(postgres.jdbcUrl(), EmbeddedPostgres.NAME, ""), Migrations.OWN);
            new TopicSetup(admin, KafkaAddress.at(kafka.bootstrapServers()))
                    .ensure(List.of(TopicSpec.kept(CountersChild.ASKED, 1)));
            List<String> arguments = List.of(
                    kafka.bootstrapServers(), registry.url().toString(), postgres.jdbcUrl(), folder.toString(), "one");
            int readAgain = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                long before = CounterChecks.progress(database);
                Process child = ChildJvm.start(folder, CountersChild.class, arguments);
                try {
                    asking.some(20);
                    await("progress behind " + before, () -> CounterChecks.progress(database) > before);
                    asking.some(random.nextInt(200));
                    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(400)).toNanos());
                } finally {
                    child.destroyForcibly().waitFor();
                }
                readAgain += committed(admin) < CounterChecks.progress(database) ? 1 : 0;
            }
            Process last = ChildJvm.start(folder, CountersChild.class, arguments);
            try {
                long end = end(admin, PARTITION);
                await(
                        "all %d inputs".formatted(end),
                        () -> CounterChecks.decided(database)
                                        .keySet()
                                        .containsAll(asking.asked().keySet())
                                && committed(admin) >= end);
            } finally {
                last.destroyForcibly().waitFor();
            }
            System.out.printf(
                    "seed %d: %d kills, %d of them with inputs to be read again; %d inputs, %d events%n",
                    SEED,
                    KILLS,
                    readAgain,
                    asking.asked().size(),
                    CounterChecks.count(
                            database, "select count(*) from headrace.outbox where aggregatetype = 'counter'"));
            assertThat(CounterChecks.decided(database))
                    .as("events of each input")
                    .isEqualTo(asking.asked());
            assertThat(CounterChecks.gaps(database)).as("gaps in sequences").isZero();
            assertThat(CounterChecks.wrongTotals(database))
                    .as("totals that do not count on")
                    .isZero();
            assertThat(CounterChecks.staleCheckpoints(database))
                    .as("states without their checkpoint")
                    .isZero();
            assertThat(end(admin, DEAD_LETTERS)).isGreaterThanOrEqualTo(asking.rubbish());
            assertThat(readAgain).as("kills that had something to prove").isPositive();
        }
    }

    private static long committed(Admin admin) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets("headrace-counters")
                .partitionsToOffsetAndMetadata()
                .get();
        OffsetAndMetadata offset = offsets.get(PARTITION);
        return offset == null ? 0 : offset.offset();
    }

    private static long end(Admin admin, TopicPartition partition) throws Exception {
        ListOffsetsResultInfo end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get();
        return end.offset();
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime())
                    .as("seed %d: %s within %s; see %s", SEED, what, PATIENCE, folder.resolve("child.log"))
                    .isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
