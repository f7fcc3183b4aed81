package io.headrace.client;

import static io.headrace.client.LiveTopicWriter.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.client.onnx.TestGraph;
import io.headrace.embedded.EmbeddedKafka;
import io.headrace.embedded.EmbeddedRegistry;
import io.headrace.events.ArtifactChunk;
import io.headrace.events.LiveModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `examples/python/subscribe.py` on real servers, in a virtual environment of its own.
class PythonSubscriberIT {

    private static final Path EXAMPLE =
            Path.of("../examples/python").toAbsolutePath().normalize();
    private static final Path ENVIRONMENT = Path.of("target/python").toAbsolutePath();
    private static final String PREFIX = "team-a.";
    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void getsTheModelInProductionThenEachNewOneAndNeverGoesBack(@TempDir Path folder) throws Exception {
        Path python = python();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
                EmbeddedRegistry registry = EmbeddedRegistry.start(folder);
                LiveTopicWriter live = new LiveTopicWriter(kafka.bootstrapServers(), registry.confluentUrl(), PREFIX)) {
            deploy(live, 1);
            deploy(live, 2);
            Path out = folder.resolve("out");
            Process subscriber = subscribe(python, kafka, registry, out);
            try {
                await().atMost(SOON).until(() -> lines(out) == 2);
                deploy(live, 2);
                deploy(live, 1);
                live.abort("aborted", model("house-price", 7, TestGraph.bytes(7)));
                deployInChunks(live, 3);
                await().atMost(SOON).until(() -> lines(out) >= 3);
            } finally {
                subscriber.destroyForcibly().waitFor();
            }
            assertThat(Files.readAllLines(out))
                    .map(line -> new ObjectMapper().readTree(line))
                    .satisfiesExactly(
                            line -> isDeployment(line, 2),
                            line -> assertThat(line.get("live").asBoolean()).isTrue(),
                            line -> isDeployment(line, 3));
        }
    }

    @Test
    void readsEventsFromWhereOneLikes(@TempDir Path folder) throws Exception {
        Path python = python();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
                EmbeddedRegistry registry = EmbeddedRegistry.start(folder);
                LiveTopicWriter live = new LiveTopicWriter(kafka.bootstrapServers(), registry.confluentUrl(), PREFIX)) {
            for (long deployment = 1; deployment <= 2; deployment++) {
                live.decide(id(deployment), model("house-price", deployment, new byte[] {1}));
            }
            assertThat(events(python, kafka, registry, "beginning", folder))
                    .containsExactly(id(1) + "-event", id(2) + "-event", "live");
            assertThat(events(python, kafka, registry, "current", folder)).containsExactly(id(2), "live");
            assertThat(events(python, kafka, registry, "nonsense", folder)).isEmpty();
        }
    }

    private static String id(long deployment) {
        return "id-" + deployment;
    }

    /// The ids that the example prints up to the live end; none where it refuses the start.
    private static List<String> events(
            Path python, EmbeddedKafka kafka, EmbeddedRegistry registry, String start, Path folder) throws Exception {
        Path out = folder.resolve("events-" + start);
        Process reader = new ProcessBuilder(
                        python.toString(),
                        EXAMPLE.resolve("events.py").toString(),
                        "--kafka",
                        kafka.bootstrapServers(),
                        "--registry",
                        registry.confluentUrl(),
                        "--topic-prefix",
                        PREFIX,
                        "--from",
                        start)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            await().atMost(SOON)
                    .until(
                            () -> Files.readString(out) + (reader.isAlive() ? "" : " ended"),
                            text -> text.contains("live\"") || text.endsWith(" ended"));
        } finally {
            reader.destroyForcibly().waitFor();
        }
        return Files.readAllLines(out).stream()
                .map(PythonSubscriberIT::tree)
                .map(line -> line.has("live") ? "live" : line.get("id").asText())
                .toList();
    }

    private static JsonNode tree(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void isDeployment(JsonNode line, int deployment) {
        assertThat(line.get("id").asText()).isEqualTo("id-" + deployment);
        assertThat(line.get("deployment").asInt()).isEqualTo(deployment);
        assertThat(line.get("version").asInt()).isEqualTo(deployment + 100);
        assertThat(line.get("cut").asInt()).isEqualTo(deployment * 10);
        assertThat(line.get("prediction").asDouble()).isEqualTo(50.0 * deployment + 1 + 100);
    }

    private static void deploy(LiveTopicWriter live, long deployment) throws Exception {
        live.commit("id-" + deployment, model("house-price", deployment, TestGraph.bytes((double) deployment)));
    }

    /// The bytes in two chunks of another topic.
    private static void deployInChunks(LiveTopicWriter live, long deployment) throws Exception {
        byte[] bytes = TestGraph.bytes((double) deployment);
        LiveModel model = model("house-price", deployment, bytes);
        String sha256 = model.getModel().getSha256();
        int half = bytes.length / 2;
        live.store(List.of(
                new ArtifactChunk("house-price", sha256, 0, 2, ByteBuffer.wrap(bytes, 0, half)),
                new ArtifactChunk("house-price", sha256, 1, 2, ByteBuffer.wrap(bytes, half, bytes.length - half))));
        live.commit("id-" + deployment, LiveTopicWriter.withoutBytes(model));
    }

    private static Process subscribe(Path python, EmbeddedKafka kafka, EmbeddedRegistry registry, Path out)
            throws IOException {
        return new ProcessBuilder(
                        python.toString(),
                        EXAMPLE.resolve("subscribe.py").toString(),
                        "--kafka",
                        kafka.bootstrapServers(),
                        "--registry",
                        registry.confluentUrl(),
                        "--topic-prefix",
                        PREFIX,
                        "--row",
                        "{\"area\": 50, \"garden\": true, \"district\": \"south\"}",
                        "house-price")
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int lines(Path out) throws IOException {
        return Files.exists(out) ? Files.readAllLines(out).size() : 0;
    }

    /// Kept in `target`, so that it is made once.
    private static Path python() throws Exception {
        Path python = ENVIRONMENT.resolve("bin/python");
        if (!Files.exists(ENVIRONMENT.resolve("complete"))) {
            run(List.of("python3", "-m", "venv", ENVIRONMENT.toString()));
            run(List.of(
                    python.toString(),
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "-r",
                    EXAMPLE.resolve("requirements.txt").toString()));
            Files.createFile(ENVIRONMENT.resolve("complete"));
        }
        return python;
    }

    private static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as("%s", command).isZero();
    }
}
