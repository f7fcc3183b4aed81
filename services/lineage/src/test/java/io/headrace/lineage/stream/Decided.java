package io.headrace.lineage.stream;

import io.headrace.events.Approval;
import io.headrace.events.Cut;
import io.headrace.events.FeatureType;
import io.headrace.events.Metrics;
import io.headrace.events.ModelTrained;
import io.headrace.events.ModelVersion;
import io.headrace.events.NullRule;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineSpec;
import io.headrace.events.RunCancelled;
import io.headrace.events.RunFailed;
import io.headrace.events.RunQueued;
import io.headrace.events.Split;
import io.headrace.events.Trainer;
import io.headrace.events.Trigger;
import io.headrace.events.WhileActive;
import io.headrace.events.WorkerTrainer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What other services tell of runs.
public final class Decided {

    public static final String PIPELINE = "house-price";

    private static final WorkerTrainer FOREST = new WorkerTrainer("external", "forest", "{}", 1L, 60_000L);
    private static final Cut CUT =
            new Cut("shop", "7301", 42L, 0x16_B374_D848L, Instant.parse("2026-01-31T11:59:55.123456Z"));

    private Decided() {}

    /// Revision 1 trains a ridge, all others have a forest made by workers.
    public static PipelineAccepted accepted(int revision) {
        PipelineSpec spec = PipelineSpec.newBuilder()
                .setSource("shop")
                .setTable("public.house")
                .setLabel("price")
                .setFeatures(
                        List.of(new io.headrace.events.Feature("area", FeatureType.NUMERIC, List.of(), null, null)))
                .setNulls(new NullRule(null, false, false))
                .setSplit(new Split(0.2, null))
                .setTrainer(
                        revision == 1
                                ? new Trainer("ridge", 1.0, null, null)
                                : new Trainer("external", 0.0, FOREST, null))
                .setTrigger(new Trigger(100L, 200L, 0L, 2000L, null, true, null, List.of(), WhileActive.QUEUE_LATEST))
                .setGates(List.of())
                .setApproval(Approval.AUTOMATIC)
                .build();
        return new PipelineAccepted(PIPELINE, revision, spec, "ann");
    }

    public static RunQueued queued(int revision, String run) {
        return RunQueued.newBuilder()
                .setPipeline(PIPELINE)
                .setRun(run)
                .setRevision(revision)
                .setVersion(7)
                .setCut(CUT)
                .setTrainer(FOREST)
                .setTrigger("quiet")
                .setChanges(12)
                .setDatasetDigest("abcd")
                .setTrainRows(80)
                .setTestRows(20)
                .build();
    }

    /// Its end with a model.
    ///
    /// @param run null: as 0.1.0 told it
    public static ModelTrained trained(int revision, @Nullable String run) {
        return ModelTrained.newBuilder()
                .setModel(new ModelVersion(PIPELINE, 7L, revision, CUT, "ef01", ByteBuffer.allocate(0), 2_048L))
                .setTrigger("quiet")
                .setChanges(12)
                .setDatasetDigest("abcd")
                .setTrainRows(80)
                .setTestRows(20)
                .setRefusedRows(Map.of())
                .setTrainer("forest/2")
                .setMetrics(new Metrics(20L, 5.0, Double.NaN, 0.1, Map.of(), List.of()))
                .setGates(List.of())
                .setApproval(Approval.AUTOMATIC)
                .setRun(run)
                .build();
    }

    public static RunFailed failed(int revision, String run) {
        return new RunFailed(PIPELINE, revision, CUT, "it crashed", "quiet", 12L, run);
    }

    /// The rows have a problem, and no run began.
    public static RunFailed unusable(int revision) {
        return new RunFailed(PIPELINE, revision, CUT, "there is no column area", null, null, null);
    }

    public static RunCancelled cancelled(int revision, String run) {
        return new RunCancelled(PIPELINE, run, revision, CUT, "ann asked for it");
    }
}
