package io.headrace.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.headrace.embedded.Servers;
import io.headrace.kernel.Installation;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.database.Migrations;
import io.headrace.kernel.stream.DeadLetter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// One story, told once to real servers; the tests look at what the registry made of it.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RegistryIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final RegistrySchema REBUILT = new RegistrySchema("registry_rebuilt");

    private static Servers servers;
    private static Installation installation;

    @BeforeAll
    static void tellTheStory(@TempDir Path folder) throws Exception {
        servers = Servers.start(folder);
        DatabaseAddress database = new DatabaseAddress(servers.jdbcUrl(), "headrace", "");
        installation = new Installation(
                servers.bootstrapServers(), URI.create(servers.registry().confluentUrl()), database, folder, "test");
        Migrations.apply(database, Migrations.OWN);
        try (RegistryService service = RegistryService.start(installation)) {
            tell(Story.whole().subList(0, 10));
            awaitEvents(10);
            await().atMost(SOON).until(service::isRunning);
        }
        tell(Story.whole().subList(10, Story.whole().size()));
        try (RegistryService service = RegistryService.start(installation)) {
            awaitEvents(Story.whole().size());
            await().atMost(SOON).until(service::isRunning);
        }
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    @Order(1)
    void saysWhatWasInProductionAtAnyTimeAndWhy() throws SQLException {
        String at =
                "SELECT version, reason, asked_by FROM headrace_registry.production WHERE pipeline = 'house-price' AND during @> timestamptz '%s'";
        assertThat(rows(at.formatted(Story.BEGIN))).isEmpty();
        assertThat(rows(at.formatted(Story.time(10)))).containsExactly("1 AUTOMATIC null");
        assertThat(rows(at.formatted(deployedAt(2)))).containsExactly("4 APPROVED ann");
        assertThat(rows(at.formatted(deployedAt(3)))).containsExactly("1 ROLLED_BACK bob");
        assertThat(rows(at.formatted("2030-01-01 00:00:00Z"))).containsExactly("1 ROLLED_BACK bob");
    }

    @Test
    @Order(1)
    void answersEachRequest() throws SQLException {
        assertThat(rows("SELECT id, kind, accepted, sentence FROM headrace_registry.request ORDER BY id"))
                .containsExactly(
                        Story.ROLLBACK + " rollback true v1 is in production",
                        Story.RETRAIN + " retrain false no rows",
                        Story.ACKNOWLEDGE + " acknowledge true noted");
    }

    @Test
    @Order(1)
    void saysHowAPipelineIs() throws SQLException {
        assertThat(
                        rows(
                                "SELECT deleted, revision, production_version, deployment, rmse, newest_version, newest_state, pending_versions, run_failure, open_incidents FROM headrace_registry.pipeline_status"))
                .containsExactly("true 1 1 3 41250.7 2 REJECTED {6} every row was refused 0");
        assertThat(
                        rows(
                                "SELECT revision, spec->'trigger'->>'changes', spec->'features'->0->'values'->>1 FROM headrace_registry.pipeline"))
                .containsExactly("1 100 it's \"south\"");
    }

    @Test
    @Order(1)
    void keepsWhatBecameOfEachVersion() throws SQLException {
        assertThat(
                        rows(
                                "SELECT version, state, r2, refused_rows->>'null in \"rooms\"', commit_lsn, artifact_bytes FROM headrace_registry.version ORDER BY version"))
                .containsExactly("1 IN_PRODUCTION 3000.5 3 16/B374D848 3", "2 REJECTED NaN 3 16/B374D848 3");
        assertThat(rows("SELECT version, waits_for, outcome FROM headrace_registry.pending ORDER BY version"))
                .containsExactly("4 APPROVAL DEPLOYED", "5 RESUME DISMISSED", "6 APPROVAL null");
        assertThat(rows("SELECT held_by, resumed_by FROM headrace_registry.held"))
                .containsExactly("bob ann");
        assertThat(
                        rows(
                                "SELECT outcome, array_length(reasons, 1) FROM headrace_registry.pipeline_revision ORDER BY sequence"))
                .containsExactly("REFUSED 2", "ACCEPTED null", "DELETED null");
    }

    @Test
    @Order(1)
    void followsIncidentsAndTroubleToTheirEnd() throws SQLException {
        assertThat(
                        rows(
                                "SELECT state, occurrences, sentence, acknowledged_by, resolution FROM headrace_registry.incident"))
                .containsExactly("RESOLVED 2 v3 was rejected bob v4 was accepted");
        assertThat(
                        rows(
                                "SELECT sentence, recovery, until IS NULL FROM headrace_registry.source_trouble ORDER BY sequence"))
                .containsExactly("the slot keeps 1 GB null false", "the slot keeps 2 GB the slot moves again false");
    }

    @Test
    @Order(1)
    void toldAgainTheSameEventsChangeNothing() throws Exception {
        String all =
                "SELECT md5(string_agg(h::text, '|' ORDER BY at, event_id, what)) FROM headrace_registry.history AS h";
        List<String> before = rows(all);
        tell(Story.whole());
        try (RegistryService service = RegistryService.start(installation)) {
            await().atMost(SOON).until(service::isRunning);
        }
        assertThat(rows(all)).isEqualTo(before);
    }

    @Test
    @Order(2)
    void foldedAgainFromTheTopicsEveryTableIsTheSame() throws Exception {
        try (RegistryRebuild rebuild = new RegistryRebuild(installation, REBUILT)) {
            rebuild.run(SOON);
            assertThat(rows("SELECT count(*) FROM registry_rebuilt.deployment")).containsExactly("3");
            assertThat(rebuild.differences()).isEmpty();

            sql("UPDATE registry_rebuilt.deployment SET version = 99 WHERE deployment = 3");
            assertThat(rebuild.differences()).isEqualTo(Map.of("deployment", 2L));
        }
    }

    @Test
    @Order(2)
    void foldedUpToATimeItSaysWhatWasKnownThen() throws Exception {
        try (RegistryRebuild rebuild = new RegistryRebuild(installation, REBUILT)) {
            rebuild.run(Instant.parse(deployedAt(2).replace(' ', 'T')), SOON);
        }
        assertThat(rows("SELECT max(deployment) FROM registry_rebuilt.deployment"))
                .containsExactly("2");
        assertThat(rows("SELECT count(*) FROM registry_rebuilt.held")).containsExactly("0");
    }

    @Test
    @Order(2)
    void theLiveTablesAreNotRebuiltUnderTheirReaders() throws Exception {
        try (RegistryRebuild rebuild = new RegistryRebuild(installation, RegistrySchema.LIVE)) {
            assertThatThrownBy(() -> rebuild.run(SOON)).hasMessageContaining("headrace_registry is in use");
        }
    }

    @Test
    @Order(2)
    void readersReadAndChangeNothing() throws SQLException {
        try (Connection connection = servers.postgres().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE headrace_reader");
            statement.execute("SELECT * FROM headrace_registry.pipeline_status");
            statement.execute("SELECT * FROM headrace_registry.history");
            assertThatThrownBy(() -> statement.execute("DELETE FROM headrace_registry.deployment"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("SELECT * FROM headrace.outbox"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    @Order(3)
    void whatIsNoEventIsPutAsideAndStopsNothing() throws Exception {
        Story.Told last = Story.whole().getLast();
        Map<String, Object> kafka = Map.of("bootstrap.servers", servers.bootstrapServers());
        String topic = DeadLetter.topic("registry");
        try (Producer<byte[], byte[]> producer =
                        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
                SchemaRegistry schemas = new SchemaRegistry(installation.registry())) {
            byte[] event = new AvroCodec(schemas).encode(last.event());
            ProducerRecord<byte[], byte[]> nameless = new ProducerRecord<>(last.topic(), event);
            headers(last).forEach((name, value) -> nameless.headers().add(name, bytes(value)));
            nameless.headers().remove("ce_id").add("ce_id", bytes("no uuid"));
            producer.send(nameless).get();
            producer.send(new ProducerRecord<>(last.topic(), bytes("a key"), event))
                    .get();
            producer.send(new ProducerRecord<>(last.topic(), bytes("rubbish"))).get();
        }
        try (RegistryService service = RegistryService.start(installation);
                Consumer<byte[], byte[]> letters =
                        new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition place = new TopicPartition(topic, 0);
            letters.assign(List.of(place));
            await().atMost(SOON)
                    .until(() -> service.isRunning()
                            && letters.endOffsets(List.of(place)).containsValue(3L));
        }
    }

    private static String deployedAt(int deployment) throws SQLException {
        return rows("SELECT to_char(deployed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || 'Z' FROM headrace_registry.deployment WHERE deployment = "
                        + deployment)
                .getFirst();
    }

    /// Each event begins a row or ends one; so many have been seen.
    private static void awaitEvents(int count) {
        Story.Told last = Story.whole().get(count - 1);
        String table = count == 10 ? "incident" : "pipeline_revision";
        await().atMost(SOON)
                .until(() -> !rows("SELECT 1 FROM headrace_registry.%s WHERE %s = %d"
                                .formatted(table, count == 10 ? "last_sequence" : "sequence", last.sequence()))
                        .isEmpty());
    }

    private static void tell(List<Story.Told> story) throws Exception {
        Map<String, Object> kafka = Map.of("bootstrap.servers", servers.bootstrapServers());
        try (Producer<byte[], byte[]> producer =
                        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
                SchemaRegistry schemas = new SchemaRegistry(installation.registry())) {
            AvroCodec avro = new AvroCodec(schemas);
            for (Story.Told told : story) {
                ProducerRecord<byte[], byte[]> record =
                        new ProducerRecord<>(told.topic(), bytes(told.subject()), avro.encode(told.event()));
                headers(told).forEach((name, value) -> record.headers().add(name, bytes(value)));
                producer.send(record).get();
            }
        }
    }

    private static Map<String, String> headers(Story.Told told) {
        return Map.of(
                "ce_specversion", "1.0",
                "ce_id", told.id().toString(),
                "ce_type", told.event().getSchema().getFullName(),
                "ce_subject", told.subject(),
                "ce_time", told.time().toString(),
                "ce_sequence", Long.toString(told.sequence()),
                "ce_causation", "cause",
                "ce_correlation", "cause");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void sql(String sql) throws SQLException {
        try (Connection connection = servers.postgres().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Each row as its values in text, separated by blanks.
    private static List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = servers.postgres().dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    Object value = result.getObject(column);
                    values.add(String.valueOf(value));
                }
                rows.add(String.join(" ", values));
            }
        }
        return rows;
    }
}
