package io.headrace.registry.fold;

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
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/// What each event does to the registry.
public final class EventRows {

    private EventRows() {}

    /// The changes of an event, to be applied in order.
    ///
    /// @throws IllegalArgumentException if it is no event of the topics that the registry reads
    public static List<Change> of(EventHead head, SpecificRecord event) {
        return switch (event) {
            case PipelineAccepted e -> PipelineRows.of(head, e);
            case PipelineRefused e -> PipelineRows.of(head, e);
            case PipelineDeleted e -> PipelineRows.of(head, e);
            case ModelTrained e -> TrainingRows.of(head, e);
            case RunQueued e -> TrainingRows.of(head, e);
            case RunCancelled e -> TrainingRows.of(head, e);
            case JobFinished e -> TrainingRows.of(head, e);
            case RunFailed e -> TrainingRows.of(head, e);
            case ArtifactsPruned e -> TrainingRows.of(head, e);
            case TrainingHeld e -> TrainingRows.of(head, e);
            case ExpectationsBroken e -> TrainingRows.of(head, e);
            case ExpectationsMet e -> TrainingRows.of(head, e);
            case ChallengerAccepted e -> ValidationRows.of(head, e);
            case ChallengerRejected e -> ValidationRows.of(head, e);
            case ChallengerOutdated e -> ValidationRows.of(head, e);
            case ModelDeployed e -> DeploymentRows.of(head, e);
            case ChallengerPending e -> DeploymentRows.of(head, e);
            case ChallengerDismissed e -> DeploymentRows.of(head, e);
            case DeploymentHeld e -> DeploymentRows.of(head, e);
            case DeploymentResumed e -> DeploymentRows.of(head, e);
            case IncidentOpened e -> IncidentRows.of(head, e);
            case IncidentRecurred e -> IncidentRows.of(head, e);
            case IncidentAcknowledged e -> IncidentRows.of(head, e);
            case IncidentResolved e -> IncidentRows.of(head, e);
            case SourceTroubled e -> CaptureRows.of(head, e);
            case SourceRecovered e -> CaptureRows.of(head, e);
            case ObligationOpened e -> ForgettingRows.of(head, e);
            case ObligationAtRisk e -> ForgettingRows.of(head, e);
            case ObligationMet e -> ForgettingRows.of(head, e);
            case ObligationReleased e -> ForgettingRows.of(head, e);
            case VersionsWithdrawn e -> ForgettingRows.of(head, e);
            case LetterReplayed e -> LetterRows.of(head, e);
            case LetterDiscarded e -> LetterRows.of(head, e);
            case LetterKept e -> LetterRows.of(head, e);
            case RequestAnswered e -> Answers.of(head, e);
            // Avro's records are not sealed; EventRowsTest names the event that is missing here.
            default ->
                throw new IllegalArgumentException(
                        "Event %s in %s is a %s, which the registry does not know: upgrade it"
                                .formatted(
                                        head.id(),
                                        head.topic(),
                                        event.getSchema().getFullName()));
        };
    }
}
