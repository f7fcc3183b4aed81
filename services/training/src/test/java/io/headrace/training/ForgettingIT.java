package io.headrace.training;

import static io.headrace.training.TrainingIT.accepted;
import static io.headrace.training.TrainingIT.cut;
import static io.headrace.training.TrainingIT.dataset;
import static io.headrace.training.TrainingIT.deployed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.events.DatasetVersion;
import io.headrace.events.Departed;
import io.headrace.events.Forget;
import io.headrace.events.ModelDeployed;
import io.headrace.events.ModelTrained;
import io.headrace.events.ObligationAtRisk;
import io.headrace.events.ObligationMet;
import io.headrace.events.ObligationOpened;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineSpec;
import io.headrace.events.VersionsWithdrawn;
import io.headrace.kernel.real.RealServers;
import io.headrace.schemas.Topics;
import io.headrace.training.core.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Dataset versions in, obligations out, on real servers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ForgettingIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private RealServers servers;
    private @Nullable TrainingService running;

    @BeforeAll
    void start() {
        servers = RealServers.start(folder);
    }

    @AfterAll
    void stop() {
        if (running != null) {
            running.close();
        }
        servers.close();
    }

    @Test
    void whatIsOwedToDeletedRowsIsToldInATopicOfItsOwn() {
        String barn = "barn";
        running = TrainingService.start(servers.installation("only"), Retention.USUAL);
        servers.event(Topics.PIPELINE, "q1", barn, demanding(barn));
        write(of(barn, dataset(1, 101, 200, null), null));
        await().atMost(LIMIT).until(() -> versions().size() == 1);
        servers.event(Topics.DEPLOYMENT, "e1", barn, of(barn, deployed(1, 1, 1), 101));
        write(of(barn, dataset(1, 102, 201, null), new Departed(2L, 102L, cut(102).getCommittedAt())));
        await().atMost(LIMIT).until(() -> versions().size() == 2);
        // Both deadlines passed long ago, which the timer finds one after the other.
        await().atMost(LIMIT).until(() -> servers.outbox("forgetting").size() == 3);
        servers.event(Topics.DEPLOYMENT, "e2", barn, of(barn, deployed(2, 1, 2), 102));
        await().atMost(LIMIT).until(() -> servers.outbox("forgetting").size() >= 5);

        Instant deadline = cut(102).getCommittedAt().plusSeconds(600);
        List<Object> told = List.copyOf(servers.outbox("forgetting"));
        assertThat(told.subList(1, 3))
                .extracting(risk -> ((ObligationAtRisk) risk).getOverdue())
                .containsExactly(false, true);
        assertThat(List.of(told.get(0), told.get(3), told.get(4)))
                .containsExactly(
                        new ObligationOpened(barn, 1L, cut(102), 2L, cut(102).getCommittedAt(), deadline),
                        new ObligationMet(barn, 1L, cut(102), 2L, 2L, deadline),
                        new VersionsWithdrawn(barn, 1L, cut(102), 2L));
        assertThat(told).hasSize(5);
    }

    private List<ModelTrained> versions() {
        return servers.outbox("training").stream()
                .filter(ModelTrained.class::isInstance)
                .map(ModelTrained.class::cast)
                .toList();
    }

    private static PipelineAccepted demanding(String pipeline) {
        PipelineSpec spec = PipelineSpec.newBuilder(accepted(1).getSpec())
                .setForget(new Forget(600_000L, true))
                .build();
        return new PipelineAccepted(pipeline, 1, spec, "ann");
    }

    private static DatasetVersion of(String pipeline, DatasetVersion version, @Nullable Departed departed) {
        return DatasetVersion.newBuilder(version)
                .setPipeline(pipeline)
                .setDeparted(departed)
                .build();
    }

    private static ModelDeployed of(String pipeline, ModelDeployed deployed, long cut) {
        return ModelDeployed.newBuilder(deployed)
                .setPipeline(pipeline)
                .setCut(cut(cut))
                .build();
    }

    private void write(DatasetVersion version) {
        servers.keyed(Topics.DATASET, version.getPipeline() + "@" + version.getRevision(), version);
    }
}
