package io.headrace.client;

import static io.headrace.client.LiveTopicWriter.model;
import static io.headrace.client.LiveTopicWriter.withoutBytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.embedded.EmbeddedKafka;
import io.headrace.embedded.EmbeddedRegistry;
import io.headrace.events.ArtifactChunk;
import io.headrace.events.LiveModel;
import io.headrace.events.ModelVersion;
import io.headrace.schemas.ArtifactChunks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class SubscriptionIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static EmbeddedKafka kafka;
    private static EmbeddedRegistry registry;
    private static LiveTopicWriter live;

    private final List<Model> taken = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startServers(@TempDir Path folder) throws Exception {
        kafka = EmbeddedKafka.start(folder);
        registry = EmbeddedRegistry.start(folder);
        live = new LiveTopicWriter(kafka.bootstrapServers(), registry.confluentUrl());
    }

    @AfterAll
    static void stopServers() {
        live.close();
        registry.close();
        kafka.close();
    }

    @Test
    void aLateSubscriberGetsTheModelInProductionAloneAndThenEachNewOne(TestInfo test) throws Exception {
        String pipeline = pipeline(test);
        for (long deployment = 1; deployment <= 3; deployment++) {
            deploy(pipeline, deployment);
        }
        live.commit("other", model("other", 9, bytes("other")));
        try (Headrace headrace = connect()) {
            AtomicInteger takenBeforeLive = new AtomicInteger(-1);
            headrace.subscribe(pipeline, new ModelListener() {
                @Override
                public void onModel(Model model) {
                    taken.add(model);
                }

                @Override
                public void onLive() {
                    takenBeforeLive.set(taken.size());
                }
            });
            await().atMost(SOON).until(() -> takenBeforeLive.get() == 1);
            deploy(pipeline, 4);
            deploy(pipeline, 5);
            await().atMost(SOON).until(() -> taken.size() == 3);
        }
        assertThat(taken).extracting(Model::deployment).containsExactly(3L, 4L, 5L);
        assertThat(taken).extracting(Model::pipeline).containsOnly(pipeline);
    }

    @Test
    void givesTheVerifiedBytesAndWhereTheyComeFrom(TestInfo test) throws Exception {
        String pipeline = pipeline(test);
        deploy(pipeline, 7);
        try (Headrace headrace = connect()) {
            headrace.subscribe(pipeline, taken::add);
            await().atMost(SOON).until(() -> taken.size() == 1);
        }
        Model model = taken.getFirst();
        assertThat(model.id()).isEqualTo(pipeline + "/7");
        assertThat(model.version()).isEqualTo(107);
        assertThat(model.revision()).isEqualTo(1);
        assertThat(model.bytes()).asString().isEqualTo("artifact 7");
        assertThat(model.deployedAt()).isEqualTo(Instant.parse("2026-01-31T12:00:01Z"));
        assertThat(model.cut())
                .isEqualTo(new Cut("shop", "7301", 70, 0x1_0000_0007L, Instant.parse("2026-01-31T12:00:00.000001Z")));
    }

    @Test
    void aSubscriberThatCameFirstGetsTheFirstModel(TestInfo test) throws Exception {
        String pipeline = pipeline(test);
        try (Headrace headrace = connect()) {
            headrace.subscribe(pipeline, taken::add);
            deploy(pipeline, 1);
            await().atMost(SOON).until(() -> taken.size() == 1);
        }
    }

    @Test
    void aListenerThatThrowsIsCalledAgainWithTheSameModelAndMissesNone(TestInfo test) throws Exception {
        String pipeline = pipeline(test);
        deploy(pipeline, 1);
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch nextIsThere = new CountDownLatch(1);
        try (Headrace headrace = connect()) {
            Subscription subscription = headrace.subscribe(pipeline, model -> {
                taken.add(model);
                if (calls.incrementAndGet() <= 2) {
                    throw new IOException("the disk is full");
                }
                nextIsThere.await();
            });
            // The third call waits, so that what the second left behind can be seen.
            await().atMost(SOON).until(() -> calls.get() == 3);
            assertThat(subscription.trouble()).get().asString().contains("the disk is full");
            deploy(pipeline, 2);
            nextIsThere.countDown();
            await().atMost(SOON).until(() -> subscription.delivered() == 2);
            assertThat(subscription.trouble()).isEmpty();
        }
        assertThat(taken).extracting(Model::deployment).containsExactly(1L, 1L, 1L, 2L);
        assertThat(taken.subList(0, 3)).extracting(Model::id).containsOnly(pipeline + "/1");
    }

    @Test
    void dropsADuplicateAndNeverGoesBackwards(TestInfo test) throws Exception {
        String pipeline = pipeline(test);
        deploy(pipeline, 5);
        try (Headrace headrace = connect()) {
            headrace.subscribe(pipeline, taken::add);
            await().atMost(SOON).until(() -> taken.size() == 1);
            deploy(pipeline, 5);
            deploy(pipeline, 4);
            deploy(pipeline, 6);
            await().atMost(SOON).until(() -> taken.size() >= 2);
        }
        assertThat(taken).extracting(Model::deployment).containsExactly(5L, 6L);
    }

    @Test
    void neverSeesWhatATransactionTookBack(TestInfo test) throws Exception {
        String pipeline = pipeline(test);
        live.abort("aborted", model(pipeline, 1, bytes("aborted")));
        try (Headrace headrace = connect()) {
            headrace.subscribe(pipeline, taken::add);
            live.abort("aborted too", model(pipeline, 2, bytes("aborted too")));
            deploy(pipeline, 3);
            await().atMost(SOON).until(() -> !taken.isEmpty());
        }
        assertThat(taken).extracting(Model::deployment).containsExactly(3L);
    }

    @Test
    void givesDamagedBytesToNobodyAndGoesOn(TestInfo test) throws Exception {
        String pipeline = pipeline(test);
        live.commit("damaged", model(pipeline, 1, bytes("damaged"), "00".repeat(32)));
        try (Headrace headrace = connect()) {
            Subscription subscription = headrace.subscribe(pipeline, taken::add);
            await().atMost(SOON).until(() -> subscription.trouble().isPresent());
            assertThat(subscription.trouble()).get().asString().contains("has 7 bytes with SHA-256");
            deploy(pipeline, 2);
            await().atMost(SOON).until(() -> subscription.delivered() == 2);
        }
        assertThat(taken).extracting(Model::deployment).containsExactly(2L);
    }

    @Test
    void fetchesAModelThatIsTooLargeToBeInline(TestInfo test) throws Exception {
        String pipeline = pipeline(test);
        byte[] large = large(1_300_000);
        LiveModel model = model(pipeline, 1, large);
        live.store(ArtifactChunks.of(pipeline, "ab".repeat(32), ByteBuffer.wrap(large(700_000))));
        live.store(chunks(model));
        live.commit(pipeline + "/1", withoutBytes(model));
        try (Headrace headrace = connect()) {
            headrace.subscribe(pipeline, taken::add);
            await().atMost(SOON).until(() -> taken.size() == 1);
        }
        assertThat(taken.getFirst().bytes()).isEqualTo(large);
        assertThat(taken.getFirst().sha256()).isEqualTo(model.getModel().getSha256());
    }

    @Test
    void waitsForBytesThatAreNotAllThereAndSaysSo(TestInfo test) throws Exception {
        String pipeline = pipeline(test);
        LiveModel model = model(pipeline, 1, large(600_000));
        live.store(chunks(model).subList(0, 1));
        live.commit(pipeline + "/1", withoutBytes(model));
        try (Headrace headrace = connect()) {
            Subscription subscription = headrace.subscribe(pipeline, taken::add);
            await().atMost(SOON).until(() -> subscription.trouble().isPresent());
            assertThat(subscription.trouble()).get().asString().contains("headrace.artifact holds 1 chunks");
            live.store(chunks(model));
            await().atMost(SOON).until(() -> subscription.delivered() == 1);
        }
    }

    @Test
    void givesDamagedChunksToNobodyAndGoesOn(TestInfo test) throws Exception {
        String pipeline = pipeline(test);
        LiveModel model = model(pipeline, 1, large(300_000));
        live.store(ArtifactChunks.of(pipeline, model.getModel().getSha256(), ByteBuffer.wrap(bytes("damaged"))));
        live.commit(pipeline + "/1", withoutBytes(model));
        try (Headrace headrace = connect()) {
            Subscription subscription = headrace.subscribe(pipeline, taken::add);
            await().atMost(SOON).until(() -> subscription.trouble().isPresent());
            assertThat(subscription.trouble()).get().asString().contains("has 7 bytes with SHA-256");
            deploy(pipeline, 2);
            await().atMost(SOON).until(() -> subscription.delivered() == 2);
        }
        assertThat(taken).extracting(Model::deployment).containsExactly(2L);
    }

    @Test
    void saysWhatItWaitsForWhileTheSchemaRegistryIsAway(TestInfo test) throws Exception {
        String pipeline = pipeline(test);
        deploy(pipeline, 1);
        try (Headrace headrace = Headrace.connect(kafka.bootstrapServers(), "http://127.0.0.1:1")) {
            Subscription subscription = headrace.subscribe(pipeline, taken::add);
            await().atMost(SOON).until(() -> subscription.trouble().isPresent());
            assertThat(subscription.delivered()).isZero();
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void aListenerMayEndItsOwnSubscription(TestInfo test) throws Exception {
        String pipeline = pipeline(test);
        deploy(pipeline, 1);
        CountDownLatch ended = new CountDownLatch(1);
        try (Headrace headrace = connect()) {
            CompletableFuture<Subscription> own = new CompletableFuture<>();
            own.complete(headrace.subscribe(pipeline, model -> {
                own.get(SOON.toSeconds(), TimeUnit.SECONDS).close();
                ended.countDown();
            }));
            assertThat(ended.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aKilledSubscriberGetsTheModelAgainUnderTheSameId(TestInfo test, @TempDir Path folder) throws Exception {
        String pipeline = pipeline(test);
        Path notes = folder.resolve("notes");
        deploy(pipeline, 1);
        kill(subscriber(notes, pipeline, true), notes, 1);
        kill(subscriber(notes, pipeline, true), notes, 2);
        deploy(pipeline, 2);
        kill(subscriber(notes, pipeline, false), notes, 3);
        assertThat(Files.readAllLines(notes))
                .extracting(line -> line.substring(0, line.lastIndexOf(' ')))
                .containsExactly(pipeline + "/1 1", pipeline + "/1 1", pipeline + "/2 2");
    }

    /// Kills the process with SIGKILL once it has noted so many models.
    private static void kill(Process process, Path notes, int models) throws Exception {
        try {
            await().atMost(SOON)
                    .until(() ->
                            Files.exists(notes) && Files.readAllLines(notes).size() == models);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Process subscriber(Path notes, String pipeline, boolean hang) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledSubscriber.class.getName(),
                        kafka.bootstrapServers(),
                        registry.confluentUrl(),
                        notes.toString(),
                        pipeline,
                        Boolean.toString(hang))
                .redirectOutput(notes.resolveSibling("out").toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static Headrace connect() {
        return Headrace.connect(HeadraceConfig.of(kafka.bootstrapServers(), registry.confluentUrl())
                .withRetry(Duration.ofMillis(20), Duration.ofMillis(100)));
    }

    private static void deploy(String pipeline, long deployment) throws Exception {
        live.commit(pipeline + "/" + deployment, model(pipeline, deployment, bytes("artifact " + deployment)));
    }

    private static List<ArtifactChunk> chunks(LiveModel model) {
        ModelVersion version = model.getModel();
        return ArtifactChunks.of(version.getPipeline(), version.getSha256(), version.getArtifact());
    }

    private static byte[] large(int size) {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// One of its own for each test: they share the topic.
    private static String pipeline(TestInfo test) {
        return test.getTestMethod().orElseThrow().getName();
    }
}
