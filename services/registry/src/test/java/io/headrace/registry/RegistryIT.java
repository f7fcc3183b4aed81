package io.headrace.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.headrace.embedded.Servers;
import io.headrace.events.IncidentOpened;
import io.headrace.events.IncidentRecurred;
import io.headrace.events.IncidentResolved;
import io.headrace.kernel.Installation;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.database.Migrations;
import io.headrace.kernel.real.RequestRows;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.registry.rebuild.Difference;
import io.headrace.registry.rebuild.RebuildListener;
import io.headrace.registry.rebuild.RebuildOutcome;
import io.headrace.registry.rebuild.RebuildOutcome.Compared;
import io.headrace.registry.rebuild.RebuildOutcome.Refused;
import io.headrace.registry.rebuild.RegistryRebuild;
import io.headrace.registry.rebuild.TableComparison;
import io.headrace.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
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
    private static final String EVERYTHING =
            "SELECT md5(string_agg(h::text, '|' ORDER BY at, event_id, what)) FROM headrace_registry.history AS h";

    private static final RebuildListener SILENT = new RebuildListener() {
        @Override
        public void says(String sentence) {}

        @Override
        public void passed(long offsets, long of) {}
    };

    private static final int FIRST_PART = firstPart();

    private static Servers servers;
    private static Installation installation;

    @BeforeAll
    static void tellTheStory(@TempDir Path folder) throws Exception {
        servers = Servers.start(folder);
        DatabaseAddress database = new DatabaseAddress(servers.jdbcUrl(), "headrace", "");
        installation = new Installation(
                KafkaAddress.at(servers.bootstrapServers()),
                RegistryAddress.at(servers.registry().confluentUrl()),
                database,
                folder,
                "test");
        Migrations.apply(database, Migrations.OWN);
        try (RegistryService service = RegistryService.start(installation)) {
            tell(Story.whole().subList(0, FIRST_PART));
            await().atMost(SOON).until(() -> isThere("incident", "last_sequence", FIRST_PART));
            await().atMost(SOON).until(service::isRunning);
        }
        tell(Story.whole().subList(FIRST_PART, Story.whole().size()));
        try (RegistryService service = RegistryService.start(installation)) {
            await().atMost(SOON)
                    .until(() -> isThere(
                            "pipeline_revision", "sequence", Story.whole().size()));
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
                        Story.ACKNOWLEDGE + " acknowledge true noted",
                        Story.REPLAY + " replay true it is taken",
                        Story.REREAD + " reread true it is read again");
    }

    @Test
    @Order(1)
    void saysHowAPipelineIs() throws SQLException {
        assertThat(
                        rows(
                                "SELECT deleted, revision, production_version, deployment, rmse, newest_version, newest_state, pending_versions, run_failure, open_incidents FROM headrace_registry.pipeline_status"))
                .containsExactly("true 1 1 3 41250.7 2 WITHDRAWN {6} every row was refused 0");
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
                .containsExactly("1 IN_PRODUCTION 3000.5 3 16/B374D848 3", "2 WITHDRAWN NaN 3 16/B374D848 3");
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
    void saysWhatIsOwedAndWhatWasWithdrawn() throws SQLException {
        assertThat(
                        rows(
                                "SELECT number, state, rows, cut, version, sentence FROM headrace_registry.obligation ORDER BY number"))
                .containsExactly(
                        "1 MET 4 3 4 v1 still is in production", "2 RELEASED 2 5 null the pipeline was deleted");
        assertThat(rows("SELECT through, successor, cut FROM headrace_registry.withdrawal"))
                .containsExactly("2 4 3");
        assertThat(rows("SELECT version, withdrawn FROM headrace_registry.version ORDER BY version"))
                .containsExactly("1 true", "2 true");
    }

    @Test
    @Order(1)
    void saysWhichArtifactsAreGone() throws SQLException {
        assertThat(rows("SELECT versions, artifacts, bytes FROM headrace_registry.pruning"))
                .containsExactly("{2,3} 1 3");
        assertThat(rows("SELECT version, pruned_at IS NULL FROM headrace_registry.version ORDER BY version"))
                .containsExactly("1 true", "2 false");
        assertThat(rows("SELECT sentence FROM headrace_registry.history WHERE what = 'ARTIFACTS_PRUNED'"))
                .containsExactly("of 2 versions that were never deployed, 3 bytes");
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
    void saysWhatBecameOfEachLetter() throws SQLException {
        assertThat(
                        rows(
                                "SELECT service, letter, state, sentence, asked_by FROM headrace_registry.letter ORDER BY service"))
                .containsExactly(
                        "dataset dataset@1 DISCARDED an old row bob", "training training@17 REPLAYED it is taken ann");
    }

    @Test
    @Order(1)
    void toldAgainTheSameEventsChangeNothing() throws Exception {
        List<String> before = rows(EVERYTHING);
        tell(Story.whole());
        try (RegistryService service = RegistryService.start(installation)) {
            await().atMost(SOON).until(service::isRunning);
        }
        assertThat(rows(EVERYTHING)).isEqualTo(before);
    }

    @Test
    @Order(2)
    void foldedAgainFromTheTopicsEveryTableIsTheSame() throws Exception {
        Compared compared = compared(RegistryRebuild.check(installation, SILENT));

        assertThat(compared.differing()).isZero();
        assertThat(compared.lost()).isEmpty();
        assertThat(compared.tables())
                .extracting(TableComparison::table)
                .containsExactlyElementsOf(RegistrySchema.TABLES);
        assertThat(compared.tables())
                .allSatisfy(table ->
                        assertThat(table.rebuilt()).isEqualTo(table.live()).isPositive());
    }

    @Test
    @Order(2)
    void whatWasChangedByHandIsFoundAndMended() throws Exception {
        List<String> before = rows(EVERYTHING);
        sql("UPDATE headrace_registry.deployment SET version = 99 WHERE deployment = 3");
        sql("DELETE FROM headrace_registry.held");
        sql(
                "INSERT INTO headrace_registry.run_failure SELECT gen_random_uuid(), sequence, pipeline, revision, source, system_id, cut, commit_lsn, committed_at, 'made up', failed_at FROM headrace_registry.run_failure");

        Compared found = compared(RegistryRebuild.check(installation, SILENT));
        assertThat(found.tables().stream().filter(table -> table.differing() > 0))
                .extracting(
                        TableComparison::table,
                        TableComparison::missing,
                        TableComparison::surplus,
                        TableComparison::changed)
                .containsExactly(
                        tuple("run_failure", 0L, 1L, 0L), tuple("deployment", 0L, 0L, 1L), tuple("held", 1L, 0L, 0L));
        assertThat(first(found, "deployment").live()).contains("\"version\": 99,");
        assertThat(first(found, "deployment").rebuilt()).contains("\"version\": 1,");
        assertThat(first(found, "run_failure").live()).contains("made up");
        assertThat(first(found, "run_failure").rebuilt()).isNull();
        assertThat(first(found, "held").live()).isNull();
        assertThat(first(found, "held").rebuilt()).contains("bob");

        Compared mended = compared(RegistryRebuild.mend(installation, SILENT));
        assertThat(mended.mended()).isTrue();
        assertThat(mended.differing()).isEqualTo(3);
        assertThat(compared(RegistryRebuild.check(installation, SILENT)).differing())
                .isZero();
        assertThat(rows(EVERYTHING)).isEqualTo(before);
    }

    @Test
    @Order(2)
    void whoReadsMeanwhileSeesWhatWasUntilTheirTransactionEnds() throws Exception {
        sql("UPDATE headrace_registry.deployment SET version = 99 WHERE deployment = 3");
        try (Connection reader = servers.postgres().dataSource().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            String versions = "SELECT version FROM headrace_registry.deployment ORDER BY deployment";
            assertThat(rows(statement, versions)).containsExactly("1", "4", "99");

            RebuildOutcome _ = RegistryRebuild.mend(installation, SILENT);

            assertThat(rows(statement, versions)).containsExactly("1", "4", "99");
            reader.commit();
            assertThat(rows(statement, versions)).containsExactly("1", "4", "1");
        }
    }

    @Test
    @Order(2)
    void aRebuildReadsWhatTheLiveRegistryHasNot() throws Exception {
        List<String> before = rows(EVERYTHING);
        sql("TRUNCATE " + String.join(", ", tables(RegistrySchema.LIVE)));
        sql("UPDATE headrace.progress SET next_offset = 0 WHERE service = 'registry-headrace_registry'");

        assertThat(compared(RegistryRebuild.mend(installation, SILENT)).mended())
                .isTrue();

        assertThat(rows(EVERYTHING)).isEqualTo(before);
        assertThat(compared(RegistryRebuild.check(installation, SILENT)).differing())
                .isZero();
    }

    @Test
    @Order(2)
    void whatAnInterruptedRebuildLeftIsCleanedUp() throws Exception {
        sql("CREATE SCHEMA headrace_registry_rebuilt");
        sql("CREATE TABLE headrace_registry_rebuilt.deployment (LIKE headrace_registry.deployment)");
        sql(
                "INSERT INTO headrace.progress SELECT 'registry-headrace_registry_rebuilt', topic_id, partition, 2 FROM headrace.progress WHERE service = 'registry-headrace_registry'");

        assertThat(compared(RegistryRebuild.check(installation, SILENT)).differing())
                .isZero();

        assertThat(rows("SELECT 1 FROM pg_namespace WHERE nspname = 'headrace_registry_rebuilt'"))
                .isEmpty();
        assertThat(rows("SELECT 1 FROM headrace.progress WHERE service LIKE '%rebuilt'"))
                .isEmpty();
    }

    @Test
    @Order(2)
    void anInterruptedRebuildGoesOnWhereItStopped() throws Exception {
        List<String> said = new ArrayList<>();
        long[] passed = {0, 0};
        RebuildListener interrupting = new RebuildListener() {
            @Override
            public void says(String sentence) {}

            @Override
            public void passed(long offsets, long of) {
                passed[0] = offsets;
                passed[1] = of;
                throw new IllegalStateException("interrupted");
            }
        };
        assertThatThrownBy(() -> RegistryRebuild.check(installation, interrupting))
                .hasMessage("interrupted");
        long left = passed[1] - passed[0];

        RebuildListener listening = new RebuildListener() {
            @Override
            public void says(String sentence) {
                said.add(sentence);
            }

            @Override
            public void passed(long offsets, long of) {
                assertThat(of).isEqualTo(left);
            }
        };
        assertThat(compared(RegistryRebuild.check(installation, listening)).differing())
                .isZero();
        assertThat(said).first().isEqualTo("going on where an interrupted rebuild stopped");
    }

    @Test
    @Order(2)
    void oneRebuildAtATime() throws Exception {
        RebuildListener another = new RebuildListener() {
            @Override
            public void says(String sentence) {
                if (sentence.startsWith("comparing")) {
                    assertThat(refusal()).startsWith("another rebuild of the registry is at work");
                }
            }

            @Override
            public void passed(long offsets, long of) {
                assertThat(offsets).isPositive().isLessThanOrEqualTo(of);
            }
        };
        assertThat(compared(RegistryRebuild.check(installation, another)).differing())
                .isZero();
    }

    @Test
    @Order(2)
    void theLiveTablesAreNeverDropped() throws SQLException {
        try (Connection connection = servers.postgres().dataSource().getConnection()) {
            assertThatThrownBy(() -> RegistrySchema.LIVE.make(connection, "a test"))
                    .hasMessageContaining("headrace_registry is in use");
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
            assertThat(compared(RegistryRebuild.check(installation, SILENT)).differing())
                    .isZero();
            assertThat(letters.endOffsets(List.of(place))).containsValue(3L);
        }
    }

    @Test
    @Order(4)
    void replayedLettersGiveTheTablesOfARebuild() throws Exception {
        String subject = "late";
        sql("ALTER TABLE headrace_registry.incident ADD CONSTRAINT not_yet CHECK (subject <> 'late')");
        List<Story.Told> incident = List.of(
                opened(subject, 1),
                new Story.Told(
                        Topics.INCIDENT,
                        subject + "/kind",
                        new UUID(8, 2),
                        2,
                        Story.BEGIN,
                        new IncidentResolved(subject + "/kind", 1L, "over")),
                opened(subject, 3));
        tell(incident);
        try (RegistryService service = RegistryService.start(installation)) {
            await().atMost(SOON).until(service::isRunning);
            sql("ALTER TABLE headrace_registry.incident DROP CONSTRAINT not_yet");
            String states = "SELECT state FROM headrace_registry.incident WHERE subject = 'late' ORDER BY sequence";
            assertThat(rows(states)).isEmpty();

            ask("replay", letter(3), "r1");
            await().atMost(SOON).until(() -> rows(states).equals(List.of("RESOLVED")));
            ask("discard", letter(4), "r2");
            ask("replay", letter(4), "r3");
            ask("replay", letter(3), "r4");
            await().atMost(SOON)
                    .until(() -> rows("SELECT 1 FROM headrace.outbox WHERE type = 'RequestAnswered'")
                                    .size()
                            == 4);
            assertThat(rows(states)).containsExactly("RESOLVED");
            assertThat(rows("SELECT type FROM headrace.outbox WHERE aggregatetype = 'letter' AND type LIKE 'Letter%'"))
                    .containsExactlyInAnyOrder("LetterReplayed", "LetterDiscarded");
        }
        Compared mended = compared(RegistryRebuild.mend(installation, SILENT));
        assertThat(mended.tables().stream().filter(table -> table.differing() > 0))
                .as("only what was discarded is missing")
                .extracting(TableComparison::table, TableComparison::missing, TableComparison::changed)
                .containsExactly(tuple("incident", 1L, 0L));
    }

    private static Story.Told opened(String subject, int sequence) {
        IncidentOpened event = new IncidentOpened(subject + "/kind", subject, "kind", "it happened", Story.BEGIN);
        return new Story.Told(Topics.INCIDENT, subject + "/kind", new UUID(8, sequence), sequence, Story.BEGIN, event);
    }

    /// The letter at an offset, as people call it.
    private static String letter(int offset) {
        return "registry@" + offset;
    }

    private static void ask(String kind, String letter, String request) throws Exception {
        Map<String, Object> kafka = Map.of("bootstrap.servers", servers.bootstrapServers());
        try (Producer<byte[], byte[]> producer =
                        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
                SchemaRegistry schemas = new SchemaRegistry(installation.registry())) {
            byte[] row = RequestRows.written(schemas, request, Map.of("kind", kind, "letter", letter));
            producer.send(new ProducerRecord<>(Topics.REQUEST_ROWS, bytes(request), row))
                    .get();
        }
    }

    @Test
    @Order(5)
    void whatTheTopicsHaveLostIsNotTakenFromTheRegistry() throws Exception {
        List<String> before = rows(EVERYTHING);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.bootstrapServers()))) {
            admin.deleteRecords(Map.of(new TopicPartition(Topics.CAPTURE, 0), RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        }

        Compared compared = compared(RegistryRebuild.mend(installation, SILENT));

        assertThat(compared.mended()).isFalse();
        assertThat(compared.lost())
                .singleElement()
                .asString()
                .matches("headrace.capture begins at offset [1-9][0-9]*: what stood before is gone");
        assertThat(compared.differing()).isPositive();
        assertThat(rows(EVERYTHING)).isEqualTo(before);
    }

    private static Compared compared(RebuildOutcome outcome) {
        return switch (outcome) {
            case Compared compared -> compared;
            case Refused(String sentence) -> throw new AssertionError(sentence);
        };
    }

    private static String refusal() {
        try {
            return switch (RegistryRebuild.check(installation, SILENT)) {
                case Compared compared -> throw new AssertionError(compared);
                case Refused(String sentence) -> sentence;
            };
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Difference first(Compared compared, String table) {
        return compared.tables().stream()
                .filter(found -> found.table().equals(table))
                .findFirst()
                .orElseThrow()
                .first()
                .getFirst();
    }

    private static List<String> tables(RegistrySchema schema) {
        return RegistrySchema.TABLES.stream().map(schema::table).toList();
    }

    private static String deployedAt(int deployment) throws SQLException {
        return rows("SELECT to_char(deployed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || 'Z' FROM headrace_registry.deployment WHERE deployment = "
                        + deployment)
                .getFirst();
    }

    /// Whether the last of so many events has left its sequence in a table.
    private static boolean isThere(String table, String column, int events) throws SQLException {
        return !rows("SELECT 1 FROM headrace_registry.%s WHERE %s = %d"
                        .formatted(table, column, Story.whole().get(events - 1).sequence()))
                .isEmpty();
    }

    /// Up to an incident that recurs.
    private static int firstPart() {
        List<Story.Told> story = Story.whole();
        int last = 0;
        while (!(story.get(last).event() instanceof IncidentRecurred)) {
            last++;
        }
        return last + 1;
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
        try (Connection connection = servers.postgres().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            return rows(statement, sql);
        }
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
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
