package io.headrace.lineage.stream;

import io.headrace.events.ModelTrained;
import io.headrace.events.ModelVersion;
import io.headrace.events.RunCancelled;
import io.headrace.events.RunFailed;
import io.headrace.events.RunQueued;
import io.headrace.kernel.stream.Received.Event;
import io.headrace.lineage.core.RunNews;
import io.headrace.lineage.core.RunNews.Cancelled;
import io.headrace.lineage.core.RunNews.Cut;
import io.headrace.lineage.core.RunNews.Failed;
import io.headrace.lineage.core.RunNews.Head;
import io.headrace.lineage.core.RunNews.Model;
import io.headrace.lineage.core.RunNews.Queued;
import io.headrace.lineage.core.RunNews.Rows;
import io.headrace.lineage.core.RunNews.Trained;
import io.headrace.lineage.core.RunNews.Why;
import io.headrace.schemas.ArtifactChunks;
import io.headrace.schemas.CutNames;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Events of `headrace.training` as news of runs.
final class NewsReader {

    private NewsReader() {}

    /// What an event tells of a run; empty where it tells of none.
    static Optional<RunNews> news(Event event) {
        return Optional.ofNullable(
                switch (event.payload()) {
                    case RunQueued queued -> queued(event, queued);
                    case ModelTrained trained -> trained(event, trained);
                    case RunFailed failed -> failed(event, failed);
                    case RunCancelled cancelled ->
                        new Cancelled(
                                head(
                                        event,
                                        cancelled.getPipeline(),
                                        cancelled.getRun(),
                                        cancelled.getRevision(),
                                        cancelled.getCut()),
                                cancelled.getReason());
                    default -> null;
                });
    }

    private static RunNews queued(Event event, RunQueued queued) {
        return new Queued(
                head(event, queued.getPipeline(), queued.getRun(), queued.getRevision(), queued.getCut()),
                new Why(queued.getTrigger(), queued.getChanges()),
                new Rows(queued.getDatasetDigest(), queued.getTrainRows(), queued.getTestRows()));
    }

    private static RunNews trained(Event event, ModelTrained trained) {
        ModelVersion model = trained.getModel();
        return new Trained(
                head(event, model.getPipeline(), trained.getRun(), model.getRevision(), model.getCut()),
                new Why(trained.getTrigger(), trained.getChanges()),
                new Rows(trained.getDatasetDigest(), trained.getTrainRows(), trained.getTestRows()),
                trained.getTrainer(),
                new Model(model.getVersion(), model.getSha256(), ArtifactChunks.size(model)));
    }

    /// Where the rows have a problem no run began; so too, as far as one can tell, where 0.1.0 told of a failure.
    private static @Nullable RunNews failed(Event event, RunFailed failed) {
        String trigger = failed.getTrigger();
        Long changes = failed.getChanges();
        return trigger == null || changes == null
                ? null
                : new Failed(
                        head(event, failed.getPipeline(), failed.getRun(), failed.getRevision(), failed.getCut()),
                        new Why(trigger, changes),
                        failed.getReason());
    }

    /// @param run null: an event of 0.1.0, whose runs began and ended in one decision: it goes by that event
    private static Head head(
            Event event, String pipeline, @Nullable String run, int revision, io.headrace.events.Cut cut) {
        return new Head(
                event.id(),
                event.time(),
                pipeline,
                run == null ? event.id() : run,
                revision,
                new Cut(
                        CutNames.cut(cut.getSource(), cut.getSystemId(), cut.getNumber()),
                        cut.getSource(),
                        cut.getNumber(),
                        cut.getCommitLsn(),
                        cut.getCommittedAt()));
    }
}
