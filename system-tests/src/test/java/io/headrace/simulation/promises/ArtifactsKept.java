package io.headrace.simulation.promises;

import io.headrace.events.ArtifactChunk;
import io.headrace.events.ArtifactsPruned;
import io.headrace.events.ChallengerPending;
import io.headrace.events.LiveModel;
import io.headrace.events.ModelDeployed;
import io.headrace.events.ModelTrained;
import io.headrace.events.ModelVersion;
import io.headrace.schemas.ArtifactChunks;
import io.headrace.schemas.Topics;
import io.headrace.simulation.World;
import io.headrace.simulation.promises.Events.Event;
import io.headrace.training.core.Outcome.Artifact;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The topic of artifacts holds the bytes of every version but the pruned ones, and nothing else; the table holds the
/// same. What was deployed, or waits, is never pruned.
final class ArtifactsKept {

    private final World world;
    private final Verdict verdict;

    ArtifactsKept(World world, Verdict verdict) {
        this.world = world;
        this.verdict = verdict;
    }

    void check() {
        Map<String, ByteBuffer> topic = topic();
        verdict.expectSame(topic, table(), "the artifacts in the table, from their topic");
        topic.forEach((key, bytes) -> verdict.expectSame(
                ArtifactChunks.Key.parse(key).sha256(), Artifact.of(bytes).sha256(), "the bytes of %s", key));
        Set<String> pruned = pruned();
        verdict.expectSame(kept(pruned), topic.keySet(), "the artifacts that are kept");
        checkUsed(pruned);
        for (LiveModel event : Events.of(world, Topics.LIVE, LiveModel.class)) {
            ModelVersion model = event.getModel();
            verdict.expectSame(
                    model.getSha256(),
                    Artifact.of(model.getArtifact()).sha256(),
                    "the live bytes of %s",
                    name(model.getPipeline(), model.getVersion()));
        }
    }

    /// Keys of what versions have that are not pruned. A ridge has one chunk.
    private Set<String> kept(Set<String> pruned) {
        Set<String> kept = new HashSet<>();
        for (ModelTrained event : Events.of(world, Topics.TRAINING, ModelTrained.class)) {
            ModelVersion model = event.getModel();
            if (!pruned.contains(name(model.getPipeline(), model.getVersion()))) {
                kept.add(new ArtifactChunks.Key(model.getPipeline(), model.getSha256(), 0).toString());
            }
        }
        return kept;
    }

    private void checkUsed(Set<String> pruned) {
        for (ModelDeployed event : Events.of(world, Topics.DEPLOYMENT, ModelDeployed.class)) {
            isNotPruned(pruned, name(event.getPipeline(), event.getVersion()), "was deployed");
        }
        for (ChallengerPending event : Events.of(world, Topics.DEPLOYMENT, ChallengerPending.class)) {
            if (waits(event)) {
                isNotPruned(pruned, name(event.getPipeline(), event.getVersion()), "waits");
            }
        }
    }

    private void isNotPruned(Set<String> pruned, String name, String why) {
        verdict.expect(!pruned.contains(name), "%s %s and is pruned", name, why);
    }

    /// Whether nothing became of a version since it began to wait: the table of deployment forgets dismissed ones.
    private boolean waits(ChallengerPending event) {
        return world.control().store().rows("headrace.model").stream()
                .anyMatch(row -> event.getPipeline().equals(row.get("pipeline"))
                        && Objects.equals(event.getVersion(), row.get("version")));
    }

    private Map<String, ByteBuffer> topic() {
        Map<String, ByteBuffer> chunks = new TreeMap<>();
        for (Event event : Events.of(world, Topics.ARTIFACT)) {
            if (event.payload() instanceof ArtifactChunk chunk) {
                chunks.put(event.subject(), chunk.getBytes());
            } else {
                chunks.remove(event.subject());
            }
        }
        return chunks;
    }

    private Map<String, ByteBuffer> table() {
        Map<String, ByteBuffer> chunks = new TreeMap<>();
        for (Map<String, @Nullable Object> row : world.control().store().rows("headrace.artifact")) {
            chunks.put(
                    "%s/%s/%s".formatted(row.get("pipeline"), row.get("sha256"), row.get("chunk")),
                    ByteBuffer.wrap((byte[]) Objects.requireNonNull(row.get("bytes"))));
        }
        return chunks;
    }

    private Set<String> pruned() {
        Set<String> names = new HashSet<>();
        for (ArtifactsPruned event : Events.of(world, Topics.TRAINING, ArtifactsPruned.class)) {
            for (long version : event.getVersions()) {
                verdict.expect(
                        names.add(name(event.getPipeline(), version)),
                        "%s was pruned twice",
                        name(event.getPipeline(), version));
            }
        }
        return names;
    }

    private static String name(String pipeline, long version) {
        return pipeline + "#" + version;
    }
}
