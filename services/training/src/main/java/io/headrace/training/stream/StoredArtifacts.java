package io.headrace.training.stream;

import io.headrace.events.ArtifactChunk;
import io.headrace.kernel.shell.OutboxMessage;
import io.headrace.schemas.ArtifactChunks;
import io.headrace.schemas.Artifacts;
import io.headrace.training.core.Outcome.Artifact;
import io.headrace.training.core.TrainingEvent;
import io.headrace.training.run.ArtifactVersions;
import io.headrace.training.run.Coefficients;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What events do to the artifacts of a pipeline: first what the topic is told, then what the tables become.
record StoredArtifacts(Connection tx, String pipeline) {

    /// What the topic of artifacts is told: an artifact that it has already is not told again.
    List<OutboxMessage> messages(TrainingEvent event) throws SQLException {
        if (event instanceof TrainingEvent.ModelTrained(var plan, var run, var outcome)
                && Artifacts.chunks(tx, pipeline, outcome.artifact().sha256()).isEmpty()) {
            return chunks(outcome.artifact()).stream()
                    .map(chunk -> new OutboxMessage(
                            ArtifactChunks.AGGREGATE_TYPE,
                            ArtifactChunks.key(chunk).toString(),
                            chunk))
                    .toList();
        }
        return switch (event) {
            case TrainingEvent.ArtifactsPruned pruned -> tombstones(pruned.artifacts());
            case TrainingEvent.OutcomeUnwanted(var run, String sha256) ->
                ArtifactVersions.have(tx, pipeline, sha256) ? List.of() : tombstones(List.of(sha256));
            default -> List.of();
        };
    }

    /// Brings the tables behind an event.
    void follow(TrainingEvent event) throws SQLException {
        if (event instanceof TrainingEvent.ModelTrained(var plan, var run, var outcome)) {
            for (ArtifactChunk chunk : chunks(outcome.artifact())) {
                Artifacts.keep(tx, chunk);
            }
            Artifact artifact = outcome.artifact();
            ArtifactVersions.add(tx, pipeline, run.version(), artifact.sha256(), artifact.size());
        }
        if (event instanceof TrainingEvent.OutcomeUnwanted(var run, String sha256)
                && !ArtifactVersions.have(tx, pipeline, sha256)) {
            Artifacts.prune(tx, pipeline, sha256);
        }
        if (event instanceof TrainingEvent.VersionLapsed(long version, var at, var pruneAt)) {
            ArtifactVersions.lapse(tx, pipeline, version, at);
        }
        if (event instanceof TrainingEvent.ArtifactsPruned pruned) {
            for (String sha256 : pruned.artifacts()) {
                Artifacts.prune(tx, pipeline, sha256);
            }
            for (long version : pruned.versions()) {
                forget(version);
            }
        }
    }

    /// Leaves out what only a version that is kept is asked for.
    void forget(long version) throws SQLException {
        ArtifactVersions.remove(tx, pipeline, version);
        Coefficients.remove(tx, pipeline, version);
    }

    /// None: a worker has stored them.
    private List<ArtifactChunk> chunks(Artifact artifact) {
        ByteBuffer bytes = artifact.bytes();
        return bytes == null ? List.of() : ArtifactChunks.of(pipeline, artifact.sha256(), bytes);
    }

    private List<OutboxMessage> tombstones(List<String> artifacts) throws SQLException {
        List<OutboxMessage> messages = new ArrayList<>();
        for (String sha256 : artifacts) {
            for (ArtifactChunks.Key chunk : Artifacts.chunks(tx, pipeline, sha256)) {
                messages.add(OutboxMessage.tombstone(
                        ArtifactChunks.AGGREGATE_TYPE, chunk.toString(), ArtifactChunk.getClassSchema()));
            }
        }
        return messages;
    }
}
