package io.headrace.deployment.stream;

import io.headrace.deployment.core.DeploymentEvent;
import io.headrace.deployment.core.DeploymentReason;
import io.headrace.deployment.core.PendingReason;
import io.headrace.events.ChallengerDismissed;
import io.headrace.events.ChallengerPending;
import io.headrace.events.DeploymentHeld;
import io.headrace.events.DeploymentResumed;
import io.headrace.events.LiveModel;
import io.headrace.events.ModelDeployed;
import io.headrace.events.ModelVersion;
import io.headrace.events.RequestAnswered;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/// Events of deployment as messages, and back.
final class DeploymentMessages {

    /// Where the bytes of a version are found.
    @FunctionalInterface
    interface ModelSource {
        ModelVersion version(long version) throws SQLException;
    }

    private DeploymentMessages() {}

    /// The messages that tell the world of an event: one, and for a deployment the live model too.
    static List<SpecificRecord> messages(String pipeline, DeploymentEvent event, ModelSource models)
            throws SQLException {
        return switch (event) {
            case DeploymentEvent.ModelDeployed deployed -> {
                ModelVersion model = models.version(deployed.version());
                yield List.of(
                        deployed(pipeline, deployed, model),
                        new LiveModel(model, deployed.deployment(), deployed.at()));
            }
            case DeploymentEvent.ChallengerPending(var version, var waitsFor) ->
                List.of(new ChallengerPending(pipeline, version, written(waitsFor)));
            case DeploymentEvent.ChallengerDismissed(var version, var sentence, var by) ->
                List.of(new ChallengerDismissed(pipeline, version, sentence, by));
            case DeploymentEvent.WithdrawalNoted _ -> List.of();
            case DeploymentEvent.DeploymentHeld(var by, var sentence) ->
                List.of(new DeploymentHeld(pipeline, by, sentence));
            case DeploymentEvent.DeploymentResumed(var by) -> List.of(new DeploymentResumed(pipeline, by));
            case DeploymentEvent.RequestAnswered(var id, var kind, var accepted, var sentence, var askedBy) ->
                List.of(new RequestAnswered(id, kind, pipeline, accepted, sentence, askedBy));
        };
    }

    /// The event that a message tells of; empty where it is none of deployment's.
    ///
    /// @param time of the message's CloudEvent
    static Optional<DeploymentEvent> event(SpecificRecord message, Instant time) {
        return switch (message) {
            case ModelDeployed deployed ->
                Optional.of(new DeploymentEvent.ModelDeployed(
                        deployed.getVersion(),
                        deployed.getDeployment(),
                        deployed.getPreviousVersion(),
                        reason(deployed.getReason()),
                        deployed.getBy(),
                        time));
            case ChallengerPending pending ->
                Optional.of(new DeploymentEvent.ChallengerPending(pending.getVersion(), reason(pending.getWaitsFor())));
            case ChallengerDismissed dismissed ->
                Optional.of(new DeploymentEvent.ChallengerDismissed(
                        dismissed.getVersion(), dismissed.getSentence(), dismissed.getBy()));
            case DeploymentHeld held ->
                Optional.of(new DeploymentEvent.DeploymentHeld(held.getBy(), held.getSentence()));
            case DeploymentResumed resumed -> Optional.of(new DeploymentEvent.DeploymentResumed(resumed.getBy()));
            case RequestAnswered answered ->
                Optional.of(new DeploymentEvent.RequestAnswered(
                        answered.getRequestId(),
                        answered.getKind(),
                        answered.getAccepted(),
                        answered.getSentence(),
                        answered.getAskedBy()));
            default -> Optional.empty();
        };
    }

    private static ModelDeployed deployed(String pipeline, DeploymentEvent.ModelDeployed event, ModelVersion model) {
        return ModelDeployed.newBuilder()
                .setPipeline(pipeline)
                .setVersion(event.version())
                .setRevision(model.getRevision())
                .setDeployment(event.deployment())
                .setPreviousVersion(event.previousVersion())
                .setCut(model.getCut())
                .setSha256(model.getSha256())
                .setReason(written(event.reason()))
                .setBy(event.by())
                .build();
    }

    private static io.headrace.events.DeploymentReason written(DeploymentReason reason) {
        return switch (reason) {
            case AUTOMATIC -> io.headrace.events.DeploymentReason.AUTOMATIC;
            case APPROVED -> io.headrace.events.DeploymentReason.APPROVED;
            case ROLLED_BACK -> io.headrace.events.DeploymentReason.ROLLED_BACK;
            case RESUMED -> io.headrace.events.DeploymentReason.RESUMED;
        };
    }

    private static DeploymentReason reason(io.headrace.events.DeploymentReason reason) {
        return switch (reason) {
            case AUTOMATIC -> DeploymentReason.AUTOMATIC;
            case APPROVED -> DeploymentReason.APPROVED;
            case ROLLED_BACK -> DeploymentReason.ROLLED_BACK;
            case RESUMED -> DeploymentReason.RESUMED;
        };
    }

    private static io.headrace.events.PendingReason written(PendingReason reason) {
        return switch (reason) {
            case APPROVAL -> io.headrace.events.PendingReason.APPROVAL;
            case RESUME -> io.headrace.events.PendingReason.RESUME;
        };
    }

    private static PendingReason reason(io.headrace.events.PendingReason reason) {
        return switch (reason) {
            case APPROVAL -> PendingReason.APPROVAL;
            case RESUME -> PendingReason.RESUME;
        };
    }
}
