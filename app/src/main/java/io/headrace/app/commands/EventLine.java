package io.headrace.app.commands;

import io.headrace.events.ArtifactsPruned;
import io.headrace.events.ChallengerAccepted;
import io.headrace.events.ChallengerDismissed;
import io.headrace.events.ChallengerOutdated;
import io.headrace.events.ChallengerPending;
import io.headrace.events.ChallengerRejected;
import io.headrace.events.DeploymentHeld;
import io.headrace.events.DeploymentResumed;
import io.headrace.events.ExpectationsBroken;
import io.headrace.events.ExpectationsMet;
import io.headrace.events.IncidentAcknowledged;
import io.headrace.events.IncidentOpened;
import io.headrace.events.IncidentRecurred;
import io.headrace.events.IncidentResolved;
import io.headrace.events.JobFinished;
import io.headrace.events.LetterDiscarded;
import io.headrace.events.LetterKept;
import io.headrace.events.LetterReplayed;
import io.headrace.events.LiveModel;
import io.headrace.events.ModelDeployed;
import io.headrace.events.ModelTrained;
import io.headrace.events.ObligationAtRisk;
import io.headrace.events.ObligationMet;
import io.headrace.events.ObligationOpened;
import io.headrace.events.ObligationReleased;
import io.headrace.events.PipelineAccepted;
import io.headrace.events.PipelineDeleted;
import io.headrace.events.PipelineRefused;
import io.headrace.events.RequestAnswered;
import io.headrace.events.RunCancelled;
import io.headrace.events.RunFailed;
import io.headrace.events.RunQueued;
import io.headrace.events.SourceRecovered;
import io.headrace.events.SourceTroubled;
import io.headrace.events.TrainingHeld;
import io.headrace.events.VersionsWithdrawn;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/// An event in one sentence.
public final class EventLine {

    private EventLine() {}

    /// What happened, for a person; every event type is told in its own words, one from a newer version by its name.
    public static String sentence(SpecificRecord event) {
        return switch (event) {
            case PipelineAccepted e -> "revision %d is in force, by %s".formatted(e.getRevision(), e.getAuthor());
            case PipelineRefused e -> "refused: %s".formatted(String.join("; ", e.getReasons()));
            case PipelineDeleted e -> "deleted; its row was last written by %s".formatted(e.getAuthor());
            case ModelTrained e -> trained(e);
            case TrainingHeld e -> "no run yet: %s".formatted(e.getReason());
            case ExpectationsBroken e -> e.getSentence();
            case ExpectationsMet e ->
                "the rows at cut %d are as expected again".formatted(e.getCut().getNumber());
            case RunQueued e ->
                "v%d is to be trained by %s at cut %d, on %d rows"
                        .formatted(
                                e.getVersion(),
                                e.getTrainer().getName(),
                                e.getCut().getNumber(),
                                e.getTrainRows());
            case RunCancelled e ->
                "the run at cut %d is cancelled: %s".formatted(e.getCut().getNumber(), e.getReason());
            case JobFinished e ->
                e.getModel() == null
                        ? "worker %s made no model: %s".formatted(e.getWorker(), e.getFailure())
                        : "worker %s made a model of %d bytes"
                                .formatted(e.getWorker(), e.getModel().getSize());
            case RunFailed e -> "a run failed: %s".formatted(e.getReason());
            case ArtifactsPruned e ->
                "the artifacts of v%s, never deployed, are gone: %d bytes".formatted(versions(e), e.getBytes());
            case SourceTroubled e -> "%s: %s".formatted(e.getKind(), e.getSentence());
            case SourceRecovered e -> "%s is over: %s".formatted(e.getKind(), e.getSentence());
            default -> decided(event);
        };
    }

    private static String trained(ModelTrained e) {
        String refused = e.getRefusedRows().isEmpty()
                ? ""
                : new TreeMap<>(e.getRefusedRows())
                        .entrySet().stream()
                                .map(reason -> "%d because %s".formatted(reason.getValue(), reason.getKey()))
                                .collect(Collectors.joining(", ", "; refused rows: ", ""));
        return "v%d trained at cut %d on %d rows%s"
                .formatted(e.getModel().getVersion(), e.getModel().getCut().getNumber(), e.getTrainRows(), refused);
    }

    private static String versions(ArtifactsPruned e) {
        return e.getVersions().stream().map(String::valueOf).collect(Collectors.joining(", v"));
    }

    private static String decided(SpecificRecord event) {
        return switch (event) {
            case ChallengerAccepted e ->
                "v%d passed every gate".formatted(e.getModel().getVersion());
            case ChallengerRejected e -> "v%d was rejected: %s".formatted(e.getVersion(), e.getSentence());
            case ChallengerOutdated e ->
                "v%d was measured against a champion that is gone; training again".formatted(e.getVersion());
            case ChallengerPending e ->
                "v%d waits for %s"
                        .formatted(e.getVersion(), lower(e.getWaitsFor().name()));
            case ChallengerDismissed e -> "v%d will not be deployed: %s".formatted(e.getVersion(), e.getSentence());
            case ModelDeployed e ->
                "v%d is in production (deployment %d, %s)"
                        .formatted(
                                e.getVersion(),
                                e.getDeployment(),
                                lower(e.getReason().name()));
            case LiveModel e ->
                "v%d is in production (deployment %d)".formatted(e.getModel().getVersion(), e.getDeployment());
            case DeploymentHeld _ -> "automatic deployment is held";
            case DeploymentResumed _ -> "automatic deployment goes on";
            case IncidentOpened e -> "incident opened: %s".formatted(e.getSentence());
            case IncidentRecurred e ->
                "happened again, %d times now: %s".formatted(e.getOccurrences(), e.getSentence());
            case IncidentAcknowledged e -> "seen by %s".formatted(e.getBy());
            case IncidentResolved e -> "incident over: %s".formatted(e.getSentence());
            case ObligationOpened e ->
                "%,d rows left by cut %d and must be out of production by %s (obligation %d)"
                        .formatted(e.getRows(), e.getCut().getNumber(), e.getDeadline(), e.getNumber());
            case ObligationAtRisk e -> "obligation %d is at risk: %s".formatted(e.getNumber(), e.getSentence());
            case ObligationMet e ->
                "v%d, in production, was trained without the %,d rows of obligation %d"
                        .formatted(e.getVersion(), e.getRows(), e.getNumber());
            case ObligationReleased e -> "obligation %d is released: %s".formatted(e.getNumber(), e.getSentence());
            case VersionsWithdrawn e ->
                "v%d and all before it are withdrawn: they were trained with rows that left by cut %d; v%d is in production"
                        .formatted(e.getThrough(), e.getCut().getNumber(), e.getSuccessor());
            case LetterReplayed e -> "%s was replayed: %s".formatted(e.getLetter(), e.getSentence());
            case LetterDiscarded e -> "%s was discarded by %s".formatted(e.getLetter(), e.getBy());
            case LetterKept e -> "%s stays put aside: %s".formatted(e.getLetter(), e.getSentence());
            case RequestAnswered e ->
                "%s %s: %s".formatted(e.getKind(), e.getAccepted() ? "accepted" : "refused", e.getSentence());
            default -> event.getSchema().getName();
        };
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
