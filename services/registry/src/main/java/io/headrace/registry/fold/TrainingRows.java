package io.headrace.registry.fold;

import io.headrace.events.ArtifactsPruned;
import io.headrace.events.Breach;
import io.headrace.events.ExpectationsBroken;
import io.headrace.events.ExpectationsMet;
import io.headrace.events.JobFinished;
import io.headrace.events.Metrics;
import io.headrace.events.ModelTrained;
import io.headrace.events.ModelVersion;
import io.headrace.events.Provenance;
import io.headrace.events.RunCancelled;
import io.headrace.events.RunFailed;
import io.headrace.events.RunQueued;
import io.headrace.events.TrainingHeld;
import io.headrace.schemas.ArtifactChunks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `headrace.training` as rows.
final class TrainingRows {

    private TrainingRows() {}

    static List<Change> of(EventHead head, ModelTrained event) {
        ModelVersion model = event.getModel();
        Row row = Row.of(head)
                .with("pipeline", model.getPipeline())
                .with("version", model.getVersion())
                .with("revision", model.getRevision())
                .with("trained_at", head.time())
                .with("sha256", model.getSha256())
                .with("artifact_bytes", (int) ArtifactChunks.size(model));
        CutColumns.add(row, model.getCut());
        run(row, event);
        figures(row, event.getMetrics());
        champion(row, event);
        return List.of(row.insertInto("model_version"));
    }

    static List<Change> of(EventHead head, RunFailed event) {
        Row row = Row.of(head)
                .with("pipeline", event.getPipeline())
                .with("revision", event.getRevision())
                .with("reason", event.getReason())
                .with("trigger", event.getTrigger())
                .with("changes", event.getChanges())
                .with("failed_at", head.time());
        return List.of(CutColumns.add(row, event.getCut()).insertInto("run_failure"));
    }

    static List<Change> of(EventHead head, RunQueued event) {
        Row row = Row.of(head)
                .with("pipeline", event.getPipeline())
                .with("run", event.getRun())
                .with("revision", event.getRevision())
                .with("version", event.getVersion())
                .with("trainer", event.getTrainer().getName())
                .with("hyperparameters", new Json(event.getTrainer().getHyperparameters()))
                .with("seed", event.getTrainer().getSeed())
                .with("trigger", event.getTrigger())
                .with("changes", event.getChanges())
                .with("train_rows", event.getTrainRows())
                .with("test_rows", event.getTestRows())
                .with("champion_version", event.getChampionVersion())
                .with("queued_at", head.time());
        return List.of(CutColumns.add(row, event.getCut()).insertInto("run_queued"));
    }

    static List<Change> of(EventHead head, RunCancelled event) {
        return List.of(Row.of(head)
                .with("pipeline", event.getPipeline())
                .with("run", event.getRun())
                .with("reason", event.getReason())
                .with("cancelled_at", head.time())
                .insertInto("run_cancelled"));
    }

    static List<Change> of(EventHead head, JobFinished event) {
        return List.of(Row.of(head)
                .with("pipeline", event.getPipeline())
                .with("run", event.getRun())
                .with("worker", event.getWorker())
                .with("attempt", event.getAttempt())
                .with("failure", event.getFailure())
                .with(
                        "sha256",
                        event.getModel() == null ? null : event.getModel().getSha256())
                .with("finished_at", head.time())
                .insertInto("job_finished"));
    }

    static List<Change> of(EventHead head, TrainingHeld event) {
        return List.of(Row.of(head)
                .with("pipeline", event.getPipeline())
                .with("cut", event.getCutNumber())
                .with("reason", event.getReason())
                .with("pending", event.getPending())
                .with("rows", event.getRows())
                .with("held_at", head.time())
                .insertInto("training_held"));
    }

    static List<Change> of(EventHead head, ArtifactsPruned event) {
        return List.of(Row.of(head)
                .with("pipeline", event.getPipeline())
                .with("versions", List.copyOf(event.getVersions()))
                .with("artifacts", event.getArtifacts().size())
                .with("bytes", event.getBytes())
                .with("pruned_at", head.time())
                .insertInto("pruning"));
    }

    static List<Change> of(EventHead head, ExpectationsBroken event) {
        Row row = expectation(head, event.getPipeline(), event.getRevision())
                .with("outcome", "BROKEN")
                .with("sentence", event.getSentence())
                .with("breaches", Json.of(event.getBreaches()));
        return List.of(CutColumns.add(row, event.getCut()).insertInto("expectation"));
    }

    static List<Change> of(EventHead head, ExpectationsMet event) {
        Row row = expectation(head, event.getPipeline(), event.getRevision())
                .with("outcome", "MET")
                .with("sentence", "the rows are as expected")
                .with("breaches", Json.of(List.<Breach>of()));
        return List.of(CutColumns.add(row, event.getCut()).insertInto("expectation"));
    }

    private static Row expectation(EventHead head, String pipeline, int revision) {
        return Row.of(head)
                .with("pipeline", pipeline)
                .with("revision", revision)
                .with("told_at", head.time());
    }

    private static void run(Row row, ModelTrained event) {
        row.with("trigger", event.getTrigger())
                .with("changes", event.getChanges())
                .with("trainer", event.getTrainer())
                .with("dataset_digest", event.getDatasetDigest())
                .with("train_rows", event.getTrainRows())
                .with("test_rows", event.getTestRows())
                .with("refused_rows", Json.of(event.getRefusedRows()))
                .with("dropped_columns", List.copyOf(event.getDroppedColumns()))
                .with("gates", Json.of(event.getGates()))
                .with("approval", event.getApproval().name())
                .with("provenance", provenance(event.getProvenance()))
                .with("code_version", event.getCodeVersion());
    }

    private static @Nullable Object provenance(@Nullable Provenance provenance) {
        return provenance == null ? null : Json.of(provenance);
    }

    private static void figures(Row row, Metrics metrics) {
        row.with("rmse", metrics.getRmse())
                .with("r2", metrics.getR2())
                .with("mean_error", metrics.getMeanError())
                .with("figures", Json.of(metrics.getFigures()))
                .with("slices", Json.of(metrics.getSlices()));
    }

    private static void champion(Row row, ModelTrained event) {
        row.with("champion_version", event.getChampionVersion())
                .with("champion_deployment", event.getChampionDeployment());
        @Nullable Metrics metrics = event.getChampionMetrics();
        if (metrics != null) {
            row.with("champion_test_rows", metrics.getTestRows())
                    .with("champion_rmse", metrics.getRmse())
                    .with("champion_r2", metrics.getR2())
                    .with("champion_mean_error", metrics.getMeanError())
                    .with("champion_figures", Json.of(metrics.getFigures()));
        }
    }
}
