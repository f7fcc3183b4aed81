package io.headrace.training.stream;

import io.headrace.events.Metrics;
import io.headrace.events.ModelTrained;
import io.headrace.events.ModelVersion;
import io.headrace.events.SliceMetrics;
import io.headrace.kernel.HeadraceVersion;
import io.headrace.training.core.Champion;
import io.headrace.training.core.Cut;
import io.headrace.training.core.Feed;
import io.headrace.training.core.Figures;
import io.headrace.training.core.Outcome;
import io.headrace.training.core.Run;
import io.headrace.training.core.TrainingEvent;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A new model version as a message.
final class Models {

    private Models() {}

    static ModelTrained message(String pipeline, TrainingEvent.ModelTrained event) {
        Run run = event.run();
        Feed feed = run.feed();
        Outcome.Trained outcome = event.outcome();
        Champion champion = run.champion();
        return ModelTrained.newBuilder()
                .setModel(version(pipeline, run, outcome))
                .setTrigger(run.why())
                .setChanges(run.changes())
                .setDatasetDigest(outcome.datasetDigest())
                .setTrainRows(feed.rows().train())
                .setTestRows(feed.rows().test())
                .setRefusedRows(feed.rows().refused())
                .setTrainer(outcome.trainer())
                .setDroppedColumns(outcome.dropped())
                .setMetrics(metrics(outcome.figures()))
                .setChampionVersion(champion == null ? null : champion.version())
                .setChampionMetrics(metricsOrNull(outcome.championFigures()))
                .setChampionDeployment(champion == null ? 0 : champion.deployment())
                .setGates(event.plan().gates().stream().map(Plans::gate).toList())
                .setApproval(Plans.approval(event.plan().approval()))
                .setProvenance(provenance(outcome))
                .setCodeVersion(HeadraceVersion.get())
                .setRun(run.id())
                .build();
    }

    static Cut cut(io.headrace.events.Cut cut) {
        return new Cut(cut.getSource(), cut.getSystemId(), cut.getNumber(), cut.getCommitLsn(), cut.getCommittedAt());
    }

    static io.headrace.events.Cut cut(Cut cut) {
        return io.headrace.events.Cut.newBuilder()
                .setSource(cut.source())
                .setSystemId(cut.systemId())
                .setNumber(cut.number())
                .setCommitLsn(cut.commitLsn())
                .setCommittedAt(cut.committedAt())
                .build();
    }

    private static io.headrace.events.@Nullable Provenance provenance(Outcome.Trained outcome) {
        Outcome.Provenance known = outcome.provenance();
        return known == null
                ? null
                : new io.headrace.events.Provenance(
                        outcome.trainer(),
                        known.hyperparameters(),
                        known.seed(),
                        known.libraries(),
                        known.repeatable(),
                        Trails.message(known.search()));
    }

    private static ModelVersion version(String pipeline, Run run, Outcome.Trained outcome) {
        return ModelVersion.newBuilder()
                .setPipeline(pipeline)
                .setVersion(run.version())
                .setRevision(run.feed().revision())
                .setCut(cut(run.feed().cut()))
                .setSha256(outcome.artifact().sha256())
                .setArtifact(ByteBuffer.allocate(0))
                .setSize(outcome.artifact().size())
                .build();
    }

    private static @Nullable Metrics metricsOrNull(@Nullable Figures figures) {
        return figures == null ? null : metrics(figures);
    }

    private static Metrics metrics(Figures figures) {
        return Metrics.newBuilder()
                .setTestRows(figures.testRows())
                .setRmse(figures.rmse())
                .setR2(figures.r2())
                .setMeanError(figures.meanError())
                .setFigures(figures.others())
                .setSlices(figures.slices().stream().map(Models::slice).toList())
                .build();
    }

    private static SliceMetrics slice(Figures.Slice slice) {
        return new SliceMetrics(slice.column(), slice.value(), slice.testRows(), slice.figures());
    }
}
