package io.headrace.letters;

import static org.awaitility.Awaitility.await;

import io.headrace.embedded.EmbeddedKafka;
import io.headrace.embedded.EmbeddedPostgres;
import io.headrace.events.RequestAnswered;
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
import io.headrace.kernel.real.RequestRows;
import io.headrace.kernel.stream.CloudEventHeaders;
import io.headrace.kernel.stream.CommittedRecords;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.kernel.topics.TopicSetup;
import io.headrace.kernel.topics.TopicSpec;
import io.headrace.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Real servers, events that ask counters to count, and requests about letters.
final class Site implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(90);

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;
    private final SmallRegistry registry = new SmallRegistry();
    private final SchemaRegistry schemas = new SchemaRegistry(RegistryAddress.at(registry.url()));
    private final AvroCodec avro = new AvroCodec(schemas);
    private final Connection database;
    private final Producer<byte[], byte[]> producer;
    private int requests;

    Site(Path folder) throws IOException, SQLException {
        this.folder = folder;
        postgres = EmbeddedPostgres.start(folder);
        kafka = EmbeddedKafka.start(folder);
        Migrations.apply(address(), Migrations.OWN);
        database = DriverManager.getConnection(postgres.jdbcUrl());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            new TopicSetup(admin, KafkaAddress.at(kafka.bootstrapServers()))
                    .ensure(List.of(TopicSpec.kept(Counters.ASKED, 1), TopicSpec.kept(Topics.REQUEST_ROWS, 1)));
        }
    }

    Installation installation() {
        return new Installation(
                KafkaAddress.at(kafka.bootstrapServers()),
                RegistryAddress.at(registry.url()),
                address(),
                folder,
                "one");
    }

    /// What a child process needs to find them.
    List<String> arguments() {
        return List.of(kafka.bootstrapServers(), registry.url().toString(), postgres.jdbcUrl(), folder.toString());
    }

    Connection database() {
        return database;
    }

    private DatabaseAddress address() {
        return new DatabaseAddress(postgres.jdbcUrl(), "headrace", "");
    }

    /// Asks a counter to count on.
    void add(String cause, String counter, long by) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                Counters.ASKED, counter.getBytes(StandardCharsets.UTF_8), avro.encode(new Counted(counter, "add", by)));
        Map<String, String> headers = Map.of(
                CloudEventHeaders.ID, cause,
                CloudEventHeaders.TYPE, "io.headrace.kernel.counter.Counted",
                CloudEventHeaders.SUBJECT, counter,
                CloudEventHeaders.TIME, "2026-01-31T12:00:00Z",
                CloudEventHeaders.SEQUENCE, "1",
                CloudEventHeaders.CAUSATION, "the test",
                CloudEventHeaders.CORRELATION, "the test");
        headers.forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        send(message);
    }

    /// Writes a request as capture would.
    ///
    /// @return its id
    String request(String kind, String letter, String by) {
        String id = "request-" + ++requests;
        byte[] row = RequestRows.written(schemas, id, Map.of("kind", kind, "letter", letter, "asked_by", by));
        send(new ProducerRecord<>(Topics.REQUEST_ROWS, id.getBytes(StandardCharsets.UTF_8), row));
        return id;
    }

    /// Asks, and waits for the answer: the sentence, behind `yes: ` or `no: `.
    String ask(String kind, String letter, String by) {
        String id = request(kind, letter, by);
        return await("an answer to " + kind + " " + letter)
                .atMost(SOON)
                .until(() -> answer(id), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> answer(String request) throws SQLException {
        for (RequestAnswered answer : answers()) {
            if (answer.getRequestId().equals(request)) {
                return Optional.of((answer.getAccepted() ? "yes: " : "no: ") + answer.getSentence());
            }
        }
        return Optional.empty();
    }

    List<RequestAnswered> answers() throws SQLException {
        String sql = "select payload from headrace.outbox where aggregatetype = 'letter' and type = 'RequestAnswered'";
        try (PreparedStatement query = database.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            List<RequestAnswered> answers = new ArrayList<>();
            while (rows.next()) {
                answers.add((RequestAnswered) avro.decode(rows.getBytes(1)));
            }
            return answers;
        }
    }

    /// Waits until the counters have put so many records aside.
    List<DeadLetter> letters(int count) {
        return await("%d letters".formatted(count)).atMost(SOON).until(this::letters, found -> found.size() >= count);
    }

    private List<DeadLetter> letters() {
        List<DeadLetter> letters = new ArrayList<>();
        TopicPartition place = new TopicPartition(DeadLetter.topic("counters"), 0);
        try (CommittedRecords records = new CommittedRecords(KafkaAddress.at(kafka.bootstrapServers()))) {
            records.visit(place, 0, Long.MAX_VALUE, message -> letters.add(DeadLetter.read(message)));
        }
        return letters;
    }

    /// Waits until a number is reached.
    void count(long expected, String sql) {
        await(sql).atMost(SOON).until(() -> CounterChecks.count(database, sql) == expected);
    }

    private void send(ProducerRecord<byte[], byte[]> message) {
        try {
            Future<?> sent = producer.send(message);
            sent.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("cannot write to " + message.topic(), e);
        }
    }

    @Override
    public void close() throws SQLException {
        producer.close();
        database.close();
        schemas.close();
        registry.close();
        kafka.close();
        postgres.close();
    }
}
