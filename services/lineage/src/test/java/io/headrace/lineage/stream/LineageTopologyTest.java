package io.headrace.lineage.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.Patience;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.avro.SmallRegistry;
import io.headrace.kernel.avro.Unreadable;
import io.headrace.kernel.stream.RecordReader;
import io.headrace.lineage.core.Given;
import io.headrace.lineage.core.Plan;
import io.headrace.lineage.core.RunEvents;
import io.headrace.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class LineageTopologyTest {

    private static final Instant AT = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final String RUN = "7@2026-01-31T12:00:00Z";

    private final Map<Integer, Plan> plans = Map.of(1, Given.RIDGE, 2, Given.FOREST);
    private SmallRegistry server;
    private SchemaRegistry registry;
    private AvroCodec avro;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> training;
    private TestOutputTopic<byte[], byte[]> lineage;
    private TestOutputTopic<byte[], byte[]> letters;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = new SmallRegistry();
        registry = new SchemaRegistry(RegistryAddress.at(server.url()));
        avro = new AvroCodec(registry);
        KafkaAddress kafka = KafkaAddress.at("nowhere:1").with("team-a.");
        RunFold fold = new RunFold(new RunEvents(Given.NAMES), this::plan);
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "lineage");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(
                LineageTopology.build(kafka, new RecordReader(avro), fold, new Patience("test")), settings);
        ByteArraySerializer in = new ByteArraySerializer();
        ByteArrayDeserializer out = new ByteArrayDeserializer();
        training = driver.createInputTopic("team-a." + Topics.TRAINING, in, in);
        lineage = driver.createOutputTopic("team-a." + Topics.LINEAGE, out, out);
        letters = driver.createOutputTopic("team-a.headrace.lineage.dead-letters", out, out);
    }

    @AfterEach
    void stop() {
        driver.close();
        registry.close();
        server.close();
    }

    @Test
    void tellsOfARunWithinOneDecision() {
        tell(Decided.trained(1, RUN));

        assertThat(types()).containsExactly("START", "COMPLETE");
        assertThat(letters.isEmpty()).isTrue();
    }

    @Test
    void tellsOfARunOfAWorkerUnderOneIdHoweverItEnds() {
        tell(Decided.queued(2, RUN));
        tell(Decided.trained(2, RUN));
        tell(Decided.queued(2, "other"));
        tell(Decided.failed(2, "other"));
        tell(Decided.queued(2, "third"));
        tell(Decided.cancelled(2, "third"));

        List<JsonNode> events = events();
        assertThat(events)
                .extracting(event -> event.path("eventType").asString())
                .containsExactly("START", "COMPLETE", "START", "FAIL", "START", "ABORT");
        assertThat(events)
                .extracting(event -> event.path("run").path("runId").asString())
                .satisfies(ids -> {
                    assertThat(ids.get(1)).isEqualTo(ids.get(0));
                    assertThat(ids.get(3)).isEqualTo(ids.get(2)).isNotEqualTo(ids.get(0));
                    assertThat(ids.get(5)).isEqualTo(ids.get(4)).isNotEqualTo(ids.get(2));
                });
    }

    @Test
    void theSameEventTwiceGivesTheSameBytes() {
        tell(Decided.trained(1, RUN));
        List<TestRecord<byte[], byte[]>> once = lineage.readRecordsToList();
        tell(Decided.trained(1, RUN));

        assertThat(lineage.readRecordsToList())
                .zipSatisfy(once, (again, first) -> assertThat(again.value()).isEqualTo(first.value()));
    }

    @Test
    void aRecordHasThePipelineAsItsKeyAndTheTimeOfTheDecision() {
        tell(Decided.queued(2, RUN));

        TestRecord<byte[], byte[]> record = lineage.readRecord();
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("house-price");
        assertThat(record.timestamp()).isEqualTo(AT.toEpochMilli());
        assertThat(record.headers().lastHeader("content-type").value())
                .asString()
                .isEqualTo("application/json");
        JsonNode event = JsonMapper.shared().readTree(record.value());
        assertThat(event.path("eventTime").asString()).isEqualTo(AT.toString());
        assertThat(event.path("schemaURL").asString())
                .isEqualTo("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent");
    }

    @Test
    void whereNoRunBeganNothingIsTold() {
        tell(Decided.unusable(1));

        assertThat(lineage.isEmpty()).isTrue();
        assertThat(letters.isEmpty()).isTrue();
    }

    @Test
    void aRunThatAnEarlierReleaseToldOfGoesByItsEvent() {
        tell(Decided.trained(1, null));

        assertThat(events())
                .extracting(event -> event.path("run")
                        .path("facets")
                        .path("headrace_run")
                        .path("run")
                        .asString())
                .containsOnly("id-of-ModelTrained");
    }

    @Test
    void whatCannotBeTakenIsPutAsideAndTheNextIsTold() {
        training.pipeInput(new TestRecord<>(new byte[] {1}, new byte[] {7, 7}, headers("X"), AT));
        tell(Decided.trained(9, RUN));
        tell(Decided.trained(1, RUN));

        assertThat(letters.readRecordsToList())
                .extracting(letter -> new String(
                        letter.headers().lastHeader("dead_letter_reason").value(), StandardCharsets.UTF_8))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("a message begins with a zero byte"),
                        second -> assertThat(second).contains("revision 9"));
        assertThat(types()).containsExactly("START", "COMPLETE");
    }

    private Plan plan(String pipeline, int revision) {
        Plan plan = plans.get(revision);
        if (plan == null) {
            throw new Unreadable("there is no revision " + revision);
        }
        return plan;
    }

    private void tell(SpecificRecord event) {
        training.pipeInput(new TestRecord<>(
                Decided.PIPELINE.getBytes(StandardCharsets.UTF_8),
                avro.encode(event),
                headers(event.getSchema().getName()),
                AT));
    }

    private static Headers headers(String type) {
        Headers headers = new RecordHeaders();
        Map.of(
                        "ce_id",
                        "id-of-" + type,
                        "ce_type",
                        "io.headrace." + type,
                        "ce_subject",
                        Decided.PIPELINE,
                        "ce_time",
                        AT.toString(),
                        "ce_sequence",
                        "1",
                        "ce_causation",
                        "a cause",
                        "ce_correlation",
                        "a cause")
                .forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    private List<String> types() {
        return events().stream()
                .map(event -> event.path("eventType").asString())
                .toList();
    }

    private List<JsonNode> events() {
        return lineage.readValuesToList().stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
