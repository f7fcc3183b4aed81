package io.headrace.training.stream;

import io.headrace.events.ArtifactChunk;
import io.headrace.events.ArtifactsPruned;
import io.headrace.events.ChallengerDismissed;
import io.headrace.events.ChallengerOutdated;
import io.headrace.events.ChallengerRejected;
import io.headrace.events.DatasetVersion;
import io.headrace.events.ModelTrained;
import io.headrace.events.ModelVersion;
import io.headrace.kernel.checkpoint.OwnTables;
import io.headrace.kernel.stream.Received;
import io.headrace.schemas.ArtifactChunks;
import io.headrace.schemas.Artifacts;
import io.headrace.schemas.Topics;
import io.headrace.training.run.ArtifactVersions;
import io.headrace.training.run.Coefficients;
import io.headrace.training.run.DatasetRows;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The tables of training as the topics tell them: artifacts in their chunks, what each version computes in its
/// artifact, and the sums of each revision in its newest dataset version.
///
/// Artifacts come before the versions that have them, and what became of a version behind it.
public final class TrainingTables implements OwnTables {

    @Override
    public List<String> tables() {
        return List.of(
                "headrace.dataset_version",
                "headrace.artifact",
                "headrace.artifact_version",
                "headrace.model_coefficients");
    }

    @Override
    public List<String> topics() {
        return List.of(Topics.DATASET, Topics.ARTIFACT, Topics.TRAINING, Topics.VALIDATION, Topics.DEPLOYMENT);
    }

    @Override
    public void apply(Connection tx, Received received) throws SQLException {
        switch (received) {
            case Received.Keyed(var origin, var time, var key, DatasetVersion version) ->
                DatasetRows.keep(tx, TrainingRoutes.key(version), TrainingRoutes.packed(version));
            case Received.Event event -> apply(tx, event);
            // The others change none.
            case Received.Keyed _, Received.ChangedRow _, Received.PutAside _ -> {}
        }
    }

    @Override
    public void remove(Connection tx, String topic, String key) throws SQLException {
        if (topic.equals(Topics.ARTIFACT)) {
            Artifacts.remove(tx, ArtifactChunks.Key.parse(key));
        }
    }

    private static void apply(Connection tx, Received.Event event) throws SQLException {
        switch (event.payload()) {
            case ArtifactChunk chunk -> Artifacts.keep(tx, chunk);
            case ModelTrained trained -> keep(tx, trained.getModel(), trained.getProvenance() == null);
            case ArtifactsPruned pruned -> {
                for (long version : pruned.getVersions()) {
                    new StoredArtifacts(tx, pruned.getPipeline()).forget(version);
                }
            }
            case ChallengerRejected rejected -> lapse(tx, event, rejected.getVersion());
            case ChallengerOutdated outdated -> lapse(tx, event, outdated.getVersion());
            case ChallengerDismissed dismissed -> lapse(tx, event, dismissed.getVersion());
            // The others change none.
            default -> {}
        }
    }

    private static void lapse(Connection tx, Received.Event event, long version) throws SQLException {
        ArtifactVersions.lapse(tx, event.subject(), version, event.cause().time());
    }

    /// What a version computes is known of those that training made itself, of sums: it measures no others. It is not
    /// known any more where its artifact was pruned, and nobody asks for it.
    private static void keep(Connection tx, ModelVersion model, boolean isOfSums) throws SQLException {
        String pipeline = model.getPipeline();
        Optional<ByteBuffer> artifact = Optional.of(model.getArtifact());
        if (!ArtifactChunks.isInline(model)) {
            artifact = Artifacts.bytes(tx, pipeline, model.getSha256());
            ArtifactVersions.add(tx, pipeline, model.getVersion(), model.getSha256(), model.getSize());
        }
        if (artifact.isPresent() && isOfSums) {
            Coefficients.of(artifact.get()).keep(tx, pipeline, model.getVersion(), model.getRevision());
        }
    }
}
