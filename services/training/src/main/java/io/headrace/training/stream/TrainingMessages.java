package io.headrace.training.stream;

import io.headrace.events.ArtifactsPruned;
import io.headrace.events.ChallengerDismissed;
import io.headrace.events.ChallengerOutdated;
import io.headrace.events.ChallengerPending;
import io.headrace.events.ChallengerRejected;
import io.headrace.events.DatasetVersion;
import io.headrace.events.Departed;
import io.headrace.events.ExpectationsMet;
import io.headrace.events.JobFinished;
import io.headrace.events.ModelDeployed;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineDeleted;
import io.headrace.events.RequestAnswered;
import io.headrace.events.RunFailed;
import io.headrace.events.TrainingHeld;
import io.headrace.training.core.Feed;
import io.headrace.training.core.TrainingCommand;
import io.headrace.training.core.TrainingCommand.NoteDataset;
import io.headrace.training.core.TrainingEvent;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Messages to commands, and events to messages.
final class TrainingMessages {

    private TrainingMessages() {}

    /// What an event of another service tells training; empty where it tells it nothing.
    static Optional<TrainingCommand> command(SpecificRecord message) {
        return Optional.ofNullable(
                switch (message) {
                    case PipelineAccepted accepted ->
                        new TrainingCommand.FollowPlan(Plans.plan(accepted.getRevision(), accepted.getSpec()));
                    case PipelineDeleted deleted -> new TrainingCommand.Stop();
                    case ModelDeployed deployed ->
                        new TrainingCommand.NoteChampion(
                                deployed.getVersion(),
                                deployed.getRevision(),
                                deployed.getDeployment(),
                                Models.cut(deployed.getCut()));
                    case JobFinished finished -> JobMessages.finish(finished);
                    case ChallengerRejected rejected -> new TrainingCommand.Reject(rejected.getVersion());
                    case ChallengerDismissed dismissed -> new TrainingCommand.Dismiss(dismissed.getVersion());
                    case ChallengerPending pending -> new TrainingCommand.Settle(pending.getVersion());
                    case ChallengerOutdated outdated -> new TrainingCommand.RunAgain(outdated.getVersion());
                    default -> null;
                });
    }

    static NoteDataset note(DatasetVersion version) {
        return new NoteDataset(
                version.getRevision(),
                Models.cut(version.getCut()),
                version.getChanges(),
                new Feed.Rows(
                        version.getTrainRows(),
                        version.getTestRows(),
                        version.getRefusedRows(),
                        version.getMisfits().stream()
                                .map(ExpectationMessages::misfits)
                                .toList()),
                version.getProblem(),
                departed(version.getDeparted()));
    }

    private static TrainingCommand.@Nullable Departed departed(@Nullable Departed departed) {
        return departed == null
                ? null
                : new TrainingCommand.Departed(departed.getRows(), departed.getCutNumber(), departed.getSince());
    }

    /// The message that tells the world of an event; empty where others have said it already.
    static Optional<SpecificRecord> message(String pipeline, TrainingEvent event) {
        return switch (event) {
            case TrainingEvent.Inner inner -> Optional.empty();
            // It names the digest of its rows, which the state does not keep.
            case TrainingEvent.RunQueued queued -> Optional.empty();
            case TrainingEvent.RunCancelled cancelled -> Optional.of(JobMessages.cancelled(pipeline, cancelled));
            case TrainingEvent.OfForgetting forgetting -> Optional.of(ForgettingMessages.message(pipeline, forgetting));
            case TrainingEvent.ModelTrained trained -> Optional.of(Models.message(pipeline, trained));
            case TrainingEvent.ArtifactsPruned(var versions, var artifacts, long bytes) ->
                Optional.of(new ArtifactsPruned(pipeline, versions, artifacts, bytes));
            case TrainingEvent.RunFailed failed ->
                Optional.of(RunFailed.newBuilder()
                        .setPipeline(pipeline)
                        .setRevision(failed.revision())
                        .setCut(Models.cut(failed.cut()))
                        .setReason(failed.reason())
                        .setTrigger(failed.run() == null ? null : failed.run().why())
                        .setChanges(failed.run() == null ? null : failed.run().changes())
                        .setRun(failed.run() == null ? null : failed.run().id())
                        .build());
            case TrainingEvent.TrainingHeld held ->
                Optional.of(TrainingHeld.newBuilder()
                        .setPipeline(pipeline)
                        .setReason(held.reason())
                        .setCutNumber(held.cutNumber())
                        .setPending(held.pending())
                        .setRows(held.rows())
                        .build());
            case TrainingEvent.ExpectationsBroken broken -> Optional.of(ExpectationMessages.message(pipeline, broken));
            case TrainingEvent.ExpectationsMet met ->
                Optional.of(new ExpectationsMet(pipeline, met.revision(), Models.cut(met.cut())));
            case TrainingEvent.RequestAnswered answered ->
                Optional.of(RequestAnswered.newBuilder()
                        .setRequestId(answered.requestId())
                        .setKind(answered.kind())
                        .setPipeline(pipeline)
                        .setAccepted(answered.accepted())
                        .setSentence(answered.sentence())
                        .setAskedBy(answered.askedBy())
                        .build());
        };
    }
}
