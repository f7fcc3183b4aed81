package io.headrace.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.events.Approval;
import io.headrace.events.ChallengerAccepted;
import io.headrace.events.ChallengerOutdated;
import io.headrace.events.ChallengerRejected;
import io.headrace.events.Cut;
import io.headrace.events.DeploymentReason;
import io.headrace.events.Gate;
import io.headrace.events.GateRule;
import io.headrace.events.Metrics;
import io.headrace.events.ModelDeployed;
import io.headrace.events.ModelTrained;
import io.headrace.events.ModelVersion;
import io.headrace.kernel.real.RealServers;
import io.headrace.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Events in, rows of the outbox out, on real servers and with two copies of the service at once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ValidationIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Cut CUT = new Cut("shop", "7300", 42L, 9000L, Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    private static Path folder;

    private final List<ValidationService> running = new ArrayList<>();
    private RealServers servers;

    @BeforeAll
    void start() {
        servers = RealServers.start(folder);
    }

    @AfterAll
    void stop() {
        running.forEach(ValidationService::close);
        servers.close();
    }

    @Test
    void judgesEveryVersionOnceWhileCopiesComeAndGo() {
        ValidationService first = copy("first");
        await().atMost(LIMIT).until(first::isRunning);
        servers.event(Topics.TRAINING, "t1", "house-price", trained(1, 40_000, 0));
        awaitJudged(1);
        servers.event(Topics.DEPLOYMENT, "d1", "house-price", deployed(1, 1));
        // The same event again, at another place of the topic.
        servers.event(Topics.TRAINING, "t1", "house-price", trained(1, 40_000, 0));
        awaitChampion(1);
        servers.event(Topics.TRAINING, "t2", "house-price", trained(2, 70_000, 1));
        awaitJudged(2);
        ValidationService second = copy("second");
        for (int version = 3; version <= 22; version++) {
            servers.event(Topics.TRAINING, "t" + version, "house-price", trained(version, 40_000, 1));
            if (version == 12) {
                first.close();
            }
        }
        awaitJudged(22);
        assertThat(second.isRunning()).isTrue();
        servers.event(Topics.TRAINING, "t23", "house-price", trained(23, 40_000, 0));
        awaitJudged(23);

        List<Object> messages = List.copyOf(servers.outbox("validation"));
        assertThat(messages).hasSize(23);
        assertThat(messages.getFirst()).isInstanceOfSatisfying(ChallengerAccepted.class, accepted -> {
            assertThat(accepted.getModel().getArtifact()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 1}));
            assertThat(accepted.getGates())
                    .singleElement()
                    .satisfies(gate -> assertThat(gate.getSentence()).isEqualTo("rmse 40000 is at most 60000"));
        });
        assertThat(messages.get(1))
                .isInstanceOfSatisfying(
                        ChallengerRejected.class,
                        rejected -> assertThat(rejected.getSentence())
                                .isEqualTo("version 2 failed 1 of 1 gates: rmse 70000 is above 60000"));
        assertThat(messages.subList(2, 22)).allMatch(ChallengerAccepted.class::isInstance);
        assertThat(messages.getLast()).isEqualTo(new ChallengerOutdated("house-price", 23L, null, 1L));
    }

    private ValidationService copy(String instance) {
        ValidationService service = ValidationService.start(servers.installation(instance));
        running.add(service);
        return service;
    }

    private void awaitJudged(int versions) {
        await().atMost(LIMIT).until(() -> servers.outbox("validation").size() == versions);
    }

    private void awaitChampion(long deployment) {
        String sql = "select count(*) from headrace.state where service = 'validation'"
                + " and (state #>> '{production,deployment}')::bigint = " + deployment;
        await().atMost(LIMIT).until(() -> servers.number(sql) == 1);
    }

    private static ModelTrained trained(long version, double rmse, long championDeployment) {
        ModelVersion model = new ModelVersion(
                "house-price", version, 1, CUT, "ab" + version, ByteBuffer.wrap(new byte[] {1, 2, (byte) version}), 0L);
        ModelTrained.Builder trained = ModelTrained.newBuilder()
                .setModel(model)
                .setTrigger("changes")
                .setChanges(1)
                .setDatasetDigest("cd")
                .setTrainRows(80)
                .setTestRows(20)
                .setRefusedRows(Map.of())
                .setTrainer("ridge 1")
                .setMetrics(new Metrics(20L, rmse, 0.8, 0.0, Map.of(), List.of()))
                .setChampionDeployment(championDeployment)
                .setGates(List.of(new Gate("rmse", GateRule.AT_MOST, 60_000.0)))
                .setApproval(Approval.AUTOMATIC);
        if (championDeployment > 0) {
            trained.setChampionVersion(1L)
                    .setChampionMetrics(new Metrics(20L, 41_000.0, 0.8, 0.0, Map.of(), List.of()));
        }
        return trained.build();
    }

    private static ModelDeployed deployed(long version, long deployment) {
        return ModelDeployed.newBuilder()
                .setPipeline("house-price")
                .setVersion(version)
                .setRevision(1)
                .setDeployment(deployment)
                .setCut(CUT)
                .setSha256("ab" + version)
                .setReason(DeploymentReason.AUTOMATIC)
                .build();
    }
}
