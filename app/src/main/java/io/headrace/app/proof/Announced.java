package io.headrace.app.proof;

import io.headrace.events.Cut;
import io.headrace.events.Metrics;
import io.headrace.events.ModelTrained;
import io.headrace.events.ModelVersion;
import io.headrace.events.Provenance;
import io.headrace.schemas.ArtifactChunks;
import io.headrace.training.core.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A model version as its event tells of it; the artifact only by what its bytes are worth.
///
/// @param offset of the event in its topic
record Announced(
        long offset, String pipeline, long version, int revision, Cut cut, Artifact artifact, Training training) {

    /// What the artifact's bytes are worth.
    ///
    /// @param sha256 as the event says
    /// @param length in bytes, as the event says
    record Artifact(String sha256, Kept kept, long length) {}

    /// What is there of an artifact.
    sealed interface Kept {

        /// Its bytes.
        ///
        /// @param sha256 that they have
        record Bytes(String sha256) implements Kept {}

        /// Nothing, as an event says.
        record Pruned() implements Kept {}

        /// Nothing, and nothing says why.
        record Missing() implements Kept {}
    }

    /// What it was trained from and how well it does.
    ///
    /// @param datasetDigest SHA-256 in hex
    /// @param hyperparameters a JSON object; null: the revision says them
    record Training(
            String datasetDigest,
            Rows rows,
            String trainer,
            @Nullable String hyperparameters,
            List<String> dropped,
            Figures figures) {
        Training {
            dropped = List.copyOf(dropped);
        }
    }

    /// How many rows.
    ///
    /// @param refused by reason
    record Rows(long train, long test, Map<String, Long> refused) {
        Rows {
            refused = new TreeMap<>(refused);
        }

        @Override
        public String toString() {
            return "%d for training, %d for the test, refused %s".formatted(train, test, refused);
        }
    }

    record Figures(long testRows, double rmse, double r2, double meanError) {

        @Override
        public String toString() {
            return "rmse %s, r2 %s, mean error %s on %d rows".formatted(rmse, r2, meanError, testRows);
        }
    }

    /// What an event tells; bytes that are not inline are missing as long as nobody looked for them.
    static Announced of(ModelTrained event, long offset) {
        ModelVersion model = event.getModel();
        Kept kept = ArtifactChunks.isInline(model)
                ? new Kept.Bytes(Outcome.Artifact.of(model.getArtifact()).sha256())
                : new Kept.Missing();
        Metrics metrics = event.getMetrics();
        Provenance provenance = event.getProvenance();
        return new Announced(
                offset,
                model.getPipeline(),
                model.getVersion(),
                model.getRevision(),
                model.getCut(),
                new Artifact(model.getSha256(), kept, ArtifactChunks.size(model)),
                new Training(
                        event.getDatasetDigest(),
                        new Rows(event.getTrainRows(), event.getTestRows(), event.getRefusedRows()),
                        event.getTrainer(),
                        provenance == null ? null : provenance.getHyperparameters(),
                        event.getDroppedColumns(),
                        new Figures(
                                metrics.getTestRows(), metrics.getRmse(), metrics.getR2(), metrics.getMeanError())));
    }

    /// The same, once somebody looked for its bytes.
    Announced with(Kept found) {
        Artifact looked = new Artifact(artifact.sha256(), found, artifact.length());
        return new Announced(offset, pipeline, version, revision, cut, looked, training);
    }

    String name() {
        return pipeline + "@" + version;
    }
}
