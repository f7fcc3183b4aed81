package io.headrace.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.kernel.Installation;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.real.RealServers;
import io.headrace.kernel.real.RequestRows;
import io.headrace.kernel.stream.CommittedRecords;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.lineage.core.Given;
import io.headrace.lineage.delivery.DeliveryFigures;
import io.headrace.lineage.delivery.Endpoint;
import io.headrace.lineage.delivery.LineageTool;
import io.headrace.lineage.stream.Decided;
import io.headrace.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Events in, run events out and on to a tool, on real servers, while copies of the service come and go and the tool is
/// away.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LineageIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LETTERS = DeadLetter.topic("lineage");

    @TempDir
    private static Path folder;

    private final List<LineageService> running = new ArrayList<>();
    private RealServers servers;
    private LineageTool tool;
    private int told;

    @BeforeAll
    void start() throws IOException {
        servers = RealServers.start(folder);
        tool = new LineageTool();
    }

    @AfterAll
    void stop() {
        running.forEach(LineageService::close);
        tool.close();
        servers.close();
    }

    @Test
    void tellsEachRunOnceAndDeliversAllInOrderWhileCopiesComeAndGo() throws Exception {
        tool.answers(503);
        LineageService first = copy("first");
        await().atMost(LIMIT).until(first::isRunning);
        tell(Topics.PIPELINE, Decided.accepted(1));
        tell(Topics.TRAINING, Decided.trained(1, "1@a"));
        awaitTypes("START", "COMPLETE");
        await().atMost(LIMIT).until(() -> isWaiting(first));

        LineageService second = copy("second");
        first.close();
        // A revision that the second copy has not read yet, and a run of it at once.
        tell(Topics.PIPELINE, Decided.accepted(2));
        tell(Topics.TRAINING, Decided.queued(2, "2@b"));
        tell(Topics.TRAINING, Decided.failed(2, "2@b"));
        tell(Topics.TRAINING, Decided.unusable(2));
        tell(Topics.TRAINING, Decided.queued(2, "2@c"));
        tell(Topics.TRAINING, Decided.cancelled(2, "2@c"));
        awaitTypes("START", "COMPLETE", "START", "FAIL", "START", "ABORT");
        assertThat(tool.taken()).isEmpty();

        tool.answers(201);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(tool.taken()).isEqualTo(lineage()));
        assertThat(tool.key()).isEqualTo("Bearer geheim");
        await().atMost(LIMIT)
                .until(() -> second.delivered().map(DeliveryFigures::delivered).equals(Optional.of(6L)));
        assertThat(second.isRunning()).isTrue();

        aRunOfARevisionThatIsMissingIsToldOfOnceItIsThere();
        anEventThatTheToolRefusesIsLeftOut(second);
    }

    private void aRunOfARevisionThatIsMissingIsToldOfOnceItIsThere() throws Exception {
        tell(Topics.TRAINING, Decided.trained(3, "3@d"));
        await().atMost(LIMIT).until(() -> texts(LETTERS).size() == 1);
        tell(Topics.TRAINING, Decided.queued(2, "2@e"));
        await().atMost(LIMIT).until(() -> lineage().size() == 7);

        tell(Topics.PIPELINE, Decided.accepted(3));
        replay("lineage@0");
        await().atMost(LIMIT).until(() -> lineage().size() == 8);
        JsonNode late = JsonMapper.shared().readTree(lineage().getLast());
        assertThat(late.path("eventType").asString()).isEqualTo("COMPLETE");
        assertThat(servers.number("select count(*) from headrace.outbox where type = 'LetterReplayed'"))
                .isEqualTo(1);
    }

    private void anEventThatTheToolRefusesIsLeftOut(LineageService service) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(tool.taken()).isEqualTo(lineage()));
        List<String> before = tool.taken();
        int asked = tool.asked();
        tool.answers(422);
        tell(Topics.TRAINING, Decided.cancelled(2, "2@e"));
        await().atMost(LIMIT).until(() -> tool.asked() > asked);
        tool.answers(200);
        tell(Topics.TRAINING, Decided.queued(2, "2@f"));
        await().atMost(LIMIT).until(() -> tool.taken().size() == before.size() + 1);
        assertThat(tool.taken().getLast()).isEqualTo(lineage().getLast());
        assertThat(service.delivered()).map(DeliveryFigures::refused).contains(1L);
    }

    private static boolean isWaiting(LineageService service) {
        return service.delivered().map(DeliveryFigures::isWaiting).orElse(false);
    }

    private LineageService copy(String instance) {
        LineageService service = LineageService.start(new LineageConfig(
                servers.installation(instance), Given.NAMES, Optional.of(new Endpoint(tool.url(), "geheim"))));
        running.add(service);
        return service;
    }

    private void tell(String topic, SpecificRecord event) {
        servers.event(topic, "e-" + ++told, Decided.PIPELINE, event);
    }

    /// Asks for it as capture would tell it.
    private void replay(String letter) throws ExecutionException, InterruptedException {
        Installation installation = servers.installation("asking");
        try (SchemaRegistry registry = new SchemaRegistry(installation.registry());
                Producer<byte[], byte[]> producer = new KafkaProducer<>(
                        installation.kafka().client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] row = RequestRows.written(registry, "r-1", Map.of("kind", "replay", "letter", letter));
            producer.send(new ProducerRecord<>(Topics.REQUEST_ROWS, "r-1".getBytes(StandardCharsets.UTF_8), row))
                    .get();
        }
    }

    private void awaitTypes(String... types) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(lineage())
                        .extracting(text -> JsonMapper.shared()
                                .readTree(text)
                                .path("eventType")
                                .asString())
                        .containsExactly(types));
    }

    private List<String> lineage() {
        return texts(Topics.LINEAGE);
    }

    /// The committed records of a topic.
    private List<String> texts(String topic) {
        List<String> texts = new ArrayList<>();
        try (CommittedRecords records =
                new CommittedRecords(servers.installation("reading").kafka())) {
            records.visit(new TopicPartition(topic, 0), 0, Long.MAX_VALUE, message -> {
                texts.add(new String(message.value(), StandardCharsets.UTF_8));
                return true;
            });
        }
        return texts;
    }
}
