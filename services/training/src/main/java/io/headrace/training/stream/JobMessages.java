package io.headrace.training.stream;

import io.headrace.events.JobFinished;
import io.headrace.events.JobModel;
import io.headrace.events.Metrics;
import io.headrace.events.RunCancelled;
import io.headrace.events.RunQueued;
import io.headrace.events.SliceMetrics;
import io.headrace.events.WorkerTrainer;
import io.headrace.training.core.Champion;
import io.headrace.training.core.Feed;
import io.headrace.training.core.Figures;
import io.headrace.training.core.Outcome;
import io.headrace.training.core.Run;
import io.headrace.training.core.Trainer;
import io.headrace.training.core.TrainingCommand;
import io.headrace.training.core.TrainingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What training and workers tell each other.
final class JobMessages {

    private JobMessages() {}

    /// @param digest of the rows, SHA-256 in hex
    static RunQueued queued(String pipeline, Trainer.OnWorker trainer, Run run, String digest) {
        Feed feed = run.feed();
        Champion champion = run.champion();
        return RunQueued.newBuilder()
                .setPipeline(pipeline)
                .setRun(run.id())
                .setRevision(feed.revision())
                .setVersion(run.version())
                .setCut(Models.cut(feed.cut()))
                .setTrainer(new WorkerTrainer(
                        trainer.kind(),
                        trainer.name(),
                        trainer.hyperparameters(),
                        trainer.seed(),
                        trainer.timeout().toMillis()))
                .setTrigger(run.why())
                .setChanges(run.changes())
                .setDatasetDigest(digest)
                .setTrainRows(feed.rows().train())
                .setTestRows(feed.rows().test())
                .setChampionVersion(champion == null ? null : champion.version())
                .setChampionRevision(champion == null ? null : champion.revision())
                .build();
    }

    static RunCancelled cancelled(String pipeline, TrainingEvent.RunCancelled event) {
        Feed feed = event.run().feed();
        return new RunCancelled(pipeline, event.run().id(), feed.revision(), Models.cut(feed.cut()), event.reason());
    }

    static TrainingCommand finish(JobFinished finished) {
        JobModel model = finished.getModel();
        return new TrainingCommand.FinishJob(
                finished.getRun(),
                model == null ? new Outcome.Failed(String.valueOf(finished.getFailure())) : trained(model));
    }

    private static Outcome trained(JobModel model) {
        io.headrace.events.Provenance told = model.getProvenance();
        return new Outcome.Trained(
                new Outcome.Artifact(model.getSha256(), model.getSize(), null),
                model.getDatasetDigest(),
                told.getTrainer(),
                List.of(),
                figures(model.getMetrics()),
                figuresOrNull(model.getChampionMetrics()),
                new Outcome.Provenance(
                        told.getHyperparameters(),
                        told.getSeed(),
                        told.getLibraries(),
                        told.getRepeatable(),
                        Trails.of(told.getSearch())));
    }

    private static @Nullable Figures figuresOrNull(@Nullable Metrics metrics) {
        return metrics == null ? null : figures(metrics);
    }

    private static Figures figures(Metrics metrics) {
        return new Figures(
                metrics.getTestRows(),
                metrics.getRmse(),
                metrics.getR2(),
                metrics.getMeanError(),
                metrics.getFigures(),
                metrics.getSlices().stream().map(JobMessages::slice).toList());
    }

    private static Figures.Slice slice(SliceMetrics slice) {
        return new Figures.Slice(slice.getColumn(), slice.getValue(), slice.getTestRows(), slice.getFigures());
    }
}
