package io.headrace.kernel.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.embedded.EmbeddedKafka;
import io.headrace.embedded.EmbeddedPostgres;
import io.headrace.kernel.Installation;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.avro.SmallRegistry;
import io.headrace.kernel.counter.Counted;
import io.headrace.kernel.counter.CounterChecks;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.database.Migrations;
import io.headrace.kernel.stream.CloudEventHeaders;
import io.headrace.kernel.stream.NoDesk;
import io.headrace.kernel.topics.TopicConsumer;
import io.headrace.kernel.topics.TopicSetup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A projection on real servers that meets records it cannot take: it goes on, and each is found among the dead
/// letters once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProjectorIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private EmbeddedPostgres postgres;
    private EmbeddedKafka kafka;
    private SmallRegistry registry;
    private SchemaRegistry schemas;
    private Connection database;
    private Installation installation;
    private Producer<byte[], byte[]> producer;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        postgres = EmbeddedPostgres.start(folder);
        kafka = EmbeddedKafka.start(folder);
        registry = new SmallRegistry();
        schemas = new SchemaRegistry(RegistryAddress.at(registry.url()));
        database = DriverManager.getConnection(postgres.jdbcUrl());
        DatabaseAddress address = new DatabaseAddress(postgres.jdbcUrl(), EmbeddedPostgres.NAME, "");
        Migrations.apply(address, Migrations.OWN);
        execute("create table heard (counter text, total bigint check (total > 0))");
        installation = new Installation(
                KafkaAddress.at(kafka.bootstrapServers()), RegistryAddress.at(registry.url()), address, folder, "one");
        producer = Readers.writer(installation);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
            new TopicSetup(admin, installation.kafka()).ensure(new Heard().topics());
        }
    }

    @AfterAll
    void stop() throws Exception {
        producer.close();
        database.close();
        schemas.close();
        registry.close();
        kafka.close();
        postgres.close();
    }

    @Test
    @Order(1)
    void whatCannotBeTakenIsPutAsideAndTheRestIsWritten() throws Exception {
        send("good", 1);
        send(new byte[] {42});
        send(Heard.RIDDLE, 2);
        send("too small", -1);
        send("a zero \0 in a text", 3);
        send(Heard.LATE, 4);
        send("good", 5);
        try (Projector projector = Projector.start(installation, new Heard(), NoDesk.MAKER)) {
            awaitTheEndOf(projector, 3);
        }
        assertThat(count("select count(*) from heard where counter = 'good'")).isEqualTo(2);
        assertThat(count("select count(*) from heard where counter = 'late'")).isEqualTo(1);
        assertThat(letters())
                .satisfiesExactly(
                        letter -> assertLetter(letter, 1, "this one has 1 bytes"),
                        letter -> assertLetter(letter, 2, "nobody knows what a riddle means"),
                        letter -> assertLetter(letter, 3, "heard_total_check"),
                        letter -> assertLetter(letter, 4, "0x00"));
        assertThat(letters().getFirst().value()).containsExactly(42);
        assertThat(letters().getLast().headers().lastHeader(CloudEventHeaders.TYPE))
                .isNotNull();
    }

    @Test
    @Order(2)
    void makingTheTablesAnewPutsNothingAsideTwice() throws Exception {
        execute("truncate heard", "delete from headrace.progress where service = 'heard'");
        send("good", 6);
        try (Replay replay = Replay.open(installation, Heard.promptly())) {
            replay.write(replay.whole(), passed -> {});
        }
        assertThat(count("select count(*) from heard")).isEqualTo(4);
        assertThat(letters()).hasSize(4);
    }

    @Test
    @Order(2)
    void aReplayGoesOnWhereItStoppedAndNotARecordFurther() throws Exception {
        execute("truncate heard", "delete from headrace.progress where service = 'heard'");
        List<Long> passed = new ArrayList<>();
        try (Replay replay = Replay.open(installation, Heard.promptly())) {
            List<Stretch> half =
                    replay.whole().stream().map(whole -> whole.until(6)).toList();
            assertThat(replay.count(half)).isEqualTo(6);

            replay.write(half, passed::add);
            assertThat(count("select count(*) from heard")).isEqualTo(2);

            replay.write(half, passed::add);
            replay.write(replay.whole(), passed::add);
            assertThat(count("select count(*) from heard where counter = 'good'"))
                    .isEqualTo(replay.whole().getFirst().end() - 5);
            assertThat(passed.stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(replay.whole().getFirst().length());
        }
    }

    @Test
    @Order(3)
    void aCrashBehindTheLetterPutsNothingAsideTwice() throws Exception {
        // As if the transaction had not been committed.
        execute(
                "update headrace.progress set next_offset = 1 where service = 'heard'",
                "delete from heard where total > 1");
        send(new byte[] {43});
        try (Projector projector = Projector.start(installation, new Heard(), NoDesk.MAKER)) {
            awaitTheEndOf(projector, 4);
            await("five letters", () -> letters().size() == 5);
        }
        assertThat(letters()).hasSize(5);
    }

    private static void assertLetter(ConsumerRecord<byte[], byte[]> letter, int offset, String reason) {
        assertThat(text(letter, "dead_letter_origin")).isEqualTo(Heard.TOPIC + "-0@" + offset);
        assertThat(text(letter, "dead_letter_reason")).contains(reason);
        assertThat(text(letter, "dead_letter_stack")).contains(reason, "\n  at ");
    }

    private static String text(ConsumerRecord<byte[], byte[]> letter, String header) {
        return new String(letter.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    private void awaitTheEndOf(Projector projector, int rows) throws Exception {
        await(
                rows + " rows and nothing left",
                () -> projector.behind() == 0 && count("select count(*) from heard") == rows);
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("%s within %s", what, LIMIT).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private void execute(String... statements) throws Exception {
        try (Statement statement = database.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private long count(String query) throws Exception {
        return CounterChecks.count(database, query);
    }

    private List<ConsumerRecord<byte[], byte[]>> letters() {
        TopicPartition place = new TopicPartition("headrace.ears.dead-letters", 0);
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        try (TopicConsumer consumer = Readers.open(installation)) {
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            long end =
                    Objects.requireNonNull(consumer.endOffsets(List.of(place)).get(place));
            while (consumer.position(place) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
            }
        }
        return letters;
    }

    private void send(String counter, long total) throws Exception {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                Heard.TOPIC,
                counter.getBytes(StandardCharsets.UTF_8),
                new AvroCodec(schemas).encode(new Counted(counter, "said", total)));
        Map<String, String> headers = Map.of(
                CloudEventHeaders.ID, "event-" + total,
                CloudEventHeaders.TYPE, "io.headrace.kernel.counter.Counted",
                CloudEventHeaders.SUBJECT, counter,
                CloudEventHeaders.TIME, "2026-01-31T12:00:00Z",
                CloudEventHeaders.SEQUENCE, "1",
                CloudEventHeaders.CAUSATION, "the test",
                CloudEventHeaders.CORRELATION, "the test");
        headers.forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(message).get();
    }

    private void send(byte[] bytes) throws Exception {
        producer.send(new ProducerRecord<>(Heard.TOPIC, bytes)).get();
    }
}
