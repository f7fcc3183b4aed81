package io.headrace.app.proof;

import io.headrace.events.Cut;
import io.headrace.events.Metrics;
import io.headrace.events.ModelTrained;
import io.headrace.training.core.Outcome;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A model version as its event tells of it; the artifact only by what its bytes are worth.
///
/// @param offset of the event in its topic
record Announced(
        long offset, String pipeline, long version, int revision, Cut cut, Artifact artifact, Training training) {

    /// What the artifact's bytes are worth.
    ///
    /// @param sha256 as the event says
    /// @param ownSha256 of the bytes in the event
    record Artifact(String sha256, String ownSha256, int length) {}

    /// What it was trained from and how well it does.
    ///
    /// @param datasetDigest SHA-256 in hex
    record Training(String datasetDigest, Rows rows, String trainer, List<String> dropped, Figures figures) {
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

    static Announced of(ModelTrained event, long offset) {
        ByteBuffer artifact = event.getModel().getArtifact();
        Metrics metrics = event.getMetrics();
        return new Announced(
                offset,
                event.getModel().getPipeline(),
                event.getModel().getVersion(),
                event.getModel().getRevision(),
                event.getModel().getCut(),
                new Artifact(
                        event.getModel().getSha256(),
                        Outcome.Artifact.of(artifact).sha256(),
                        artifact.remaining()),
                new Training(
                        event.getDatasetDigest(),
                        new Rows(event.getTrainRows(), event.getTestRows(), event.getRefusedRows()),
                        event.getTrainer(),
                        event.getDroppedColumns(),
                        new Figures(
                                metrics.getTestRows(), metrics.getRmse(), metrics.getR2(), metrics.getMeanError())));
    }

    String name() {
        return pipeline + "@" + version;
    }
}
