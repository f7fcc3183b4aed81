package io.headrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import io.headrace.events.Approval;
import io.headrace.events.ChallengerOutdated;
import io.headrace.events.ChallengerRejected;
import io.headrace.events.Cut;
import io.headrace.events.DatasetVersion;
import io.headrace.events.DeploymentReason;
import io.headrace.events.Feature;
import io.headrace.events.FeatureType;
import io.headrace.events.ModelDeployed;
import io.headrace.events.ModelTrained;
import io.headrace.events.NullRule;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineSpec;
import io.headrace.events.RequestAnswered;
import io.headrace.events.RunFailed;
import io.headrace.events.Split;
import io.headrace.events.Trainer;
import io.headrace.events.TrainingHeld;
import io.headrace.events.Trigger;
import io.headrace.events.WhileActive;
import io.headrace.exact.GramMatrix;
import io.headrace.exact.LtHash;
import io.headrace.kernel.real.RealServers;
import io.headrace.schemas.Topics;
import io.headrace.training.core.Retention;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Exact sums in, model versions out, on real servers; one copy takes over from another half-way.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TrainingIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String HOUSE = "house-price";

    @TempDir
    private static Path folder;

    private final List<TrainingService> running = new ArrayList<>();
    private RealServers servers;

    @BeforeAll
    void start() {
        servers = RealServers.start(folder);
    }

    @AfterAll
    void stop() {
        running.forEach(TrainingService::close);
        servers.close();
    }

    @Test
    void trainsEachWorthyCutOnceAndMeasuresTheChampionBesideIt() {
        TrainingService first = copy("first");
        // The rows may be there before the pipeline.
        write(dataset(1, 1, 200, null));
        servers.event(Topics.PIPELINE, "p1", HOUSE, accepted(1));
        assertThat(awaitTrained(1)).satisfies(trained -> {
            assertThat(trained.getModel().getCut().getNumber()).isEqualTo(1);
            assertThat(trained.getTrigger()).isEqualTo("revision");
            assertThat(trained.getTestRows()).isEqualTo(50);
            assertThat(trained.getMetrics().getRmse()).isBetween(0.5, 2.0);
            assertThat(trained.getChampionVersion()).isNull();
        });
        servers.event(Topics.DEPLOYMENT, "d1", HOUSE, deployed(1, 1, 1));
        awaitState("{ledger,champion,deployment}", 1);

        write(dataset(1, 2, 260, null));
        ModelTrained second = awaitTrained(2);
        assertThat(second.getChampionVersion()).isEqualTo(1);
        assertThat(second.getChampionDeployment()).isEqualTo(1);
        assertThat(second.getChampionMetrics().getTestRows()).isEqualTo(65);
        assertThat(second.getChampionMetrics().getRmse())
                .isCloseTo(second.getMetrics().getRmse(), withinPercentage(20));

        // Version 2 is not settled: the next cuts wait, and the last of them is trained.
        write(dataset(1, 3, 280, null));
        write(dataset(1, 4, 300, null));
        await().atMost(LIMIT).until(() -> messages(TrainingHeld.class).size() == 1);
        first.close();
        copy("second");
        servers.event(
                Topics.VALIDATION, "v2", HOUSE, new ChallengerRejected(HOUSE, 2L, List.of(), 1L, "rmse 9 is above 8"));
        assertThat(awaitTrained(3).getModel().getCut().getNumber()).isEqualTo(4);

        // Another revision is measured against a champion of the first one, at one cut.
        servers.event(Topics.VALIDATION, "v3", HOUSE, new ChallengerOutdated(HOUSE, 3L, 1L, 2L));
        servers.event(Topics.DEPLOYMENT, "d2", HOUSE, deployed(2, 1, 2));
        ModelTrained again = awaitTrained(4);
        assertThat(again.getTrigger()).isEqualTo("outdated");
        assertThat(again.getChampionVersion()).isEqualTo(2);
        assertThat(again.getModel().getSha256())
                .isEqualTo(awaitTrained(3).getModel().getSha256());
        servers.event(Topics.DEPLOYMENT, "d3", HOUSE, deployed(4, 1, 3));
        servers.event(Topics.PIPELINE, "p2", HOUSE, accepted(2));
        awaitState("{ledger,champion,deployment}", 3);
        awaitState("{plan,revision}", 2);
        write(dataset(1, 5, 340, null));
        write(dataset(2, 5, 340, null));
        ModelTrained revised = awaitTrained(5);
        assertThat(revised.getModel().getRevision()).isEqualTo(2);
        assertThat(revised.getChampionVersion()).isEqualTo(4);
        assertThat(revised.getChampionMetrics().getTestRows()).isEqualTo(85);
        servers.event(Topics.VALIDATION, "v5", HOUSE, new ChallengerRejected(HOUSE, 5L, List.of(), 4L, "no"));

        answersRequests();
        write(dataset(2, 6, 340, "column area is gone"));
        await().atMost(LIMIT).until(() -> messages(RunFailed.class).size() == 1);
        assertThat(messages(RunFailed.class).getFirst().getReason()).isEqualTo("column area is gone");
        assertThat(messages(ModelTrained.class)).hasSize(5);
        assertThat(servers.number("select count(*) from headrace.model_coefficients"))
                .isEqualTo(5);
    }

    private void answersRequests() {
        servers.request(Topics.REQUEST_ROWS, "6f9f5a0e-0000-4000-8000-000000000001", "retrain", HOUSE, null);
        servers.request(Topics.REQUEST_ROWS, "6f9f5a0e-0000-4000-8000-000000000002", "retrain", "shed", null);
        await().atMost(LIMIT).until(() -> messages(RequestAnswered.class).size() == 2);
        assertThat(messages(RequestAnswered.class))
                .extracting(RequestAnswered::getAccepted, RequestAnswered::getSentence)
                .containsExactlyInAnyOrder(
                        tuple(
                                true,
                                "version 5 was trained by revision 2 at cut 5 already, and nothing changed since: its result is used again"),
                        tuple(false, "there is no pipeline shed in force"));
    }

    private TrainingService copy(String instance) {
        TrainingService service = TrainingService.start(servers.installation(instance), Retention.USUAL);
        running.add(service);
        return service;
    }

    /// Topics have no order among each other.
    private void awaitState(String path, long value) {
        String sql = "select count(*) from headrace.state where service = 'training' and (state #>> '%s')::bigint = %d"
                .formatted(path, value);
        await().atMost(LIMIT).until(() -> servers.number(sql) == 1);
    }

    private ModelTrained awaitTrained(int version) {
        await().atMost(LIMIT).until(() -> messages(ModelTrained.class).size() >= version);
        ModelTrained trained = messages(ModelTrained.class).get(version - 1);
        assertThat(trained.getModel().getVersion()).isEqualTo(version);
        return trained;
    }

    private <T> List<T> messages(Class<T> type) {
        return servers.outbox("training").stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /// Prices of houses: three of four in the training split.
    static DatasetVersion dataset(int revision, long cut, int rows, @Nullable String problem) {
        Random random = new Random(1);
        GramMatrix train = new GramMatrix(2);
        GramMatrix test = new GramMatrix(2);
        LtHash digest = new LtHash();
        for (int i = 0; i < rows; i++) {
            double area = 50 + random.nextInt(100);
            double garden = random.nextInt(2);
            (i % 4 == 0 ? test : train)
                    .add(new double[] {area, garden, 3 * area + 20 * garden + random.nextGaussian()});
            digest.add(new byte[] {(byte) i});
        }
        return DatasetVersion.newBuilder()
                .setPipeline(HOUSE)
                .setRevision(revision)
                .setCut(cut(cut))
                .setChanges(rows)
                .setTrainRows(train.count())
                .setTestRows(test.count())
                .setRefusedRows(Map.of())
                .setDigest(ByteBuffer.wrap(digest.toBytes()))
                .setTrain(ByteBuffer.wrap(train.toBytes()))
                .setTest(ByteBuffer.wrap(test.toBytes()))
                .setProblem(problem)
                .build();
    }

    static Cut cut(long number) {
        return new Cut("shop", "7300", number, number * 8, Instant.parse("2026-01-01T00:00:00Z"));
    }

    static PipelineAccepted accepted(int revision) {
        PipelineSpec spec = PipelineSpec.newBuilder()
                .setSource("shop")
                .setTable("public.house")
                .setLabel("price")
                .setFeatures(List.of(
                        new Feature("area", FeatureType.NUMERIC, List.of(), null, null),
                        new Feature("garden", FeatureType.BOOLEAN, List.of(), null, null)))
                .setNulls(new NullRule(null, false, false))
                .setSplit(new Split(0.25, null))
                .setTrainer(new Trainer("ridge", (double) revision, null, null))
                .setTrigger(new Trigger(1L, 200L, 0L, null, null, true, null, List.of(), WhileActive.QUEUE_LATEST))
                .setGates(List.of())
                .setApproval(Approval.AUTOMATIC)
                .build();
        return new PipelineAccepted(HOUSE, revision, spec, "ann");
    }

    static ModelDeployed deployed(long version, int revision, long deployment) {
        return ModelDeployed.newBuilder()
                .setPipeline(HOUSE)
                .setVersion(version)
                .setRevision(revision)
                .setDeployment(deployment)
                .setCut(cut(1))
                .setSha256("ab")
                .setReason(DeploymentReason.AUTOMATIC)
                .build();
    }

    private void write(DatasetVersion version) {
        servers.keyed(Topics.DATASET, version.getPipeline() + "@" + version.getRevision(), version);
    }
}
