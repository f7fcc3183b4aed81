package io.headrace.deployment.core;

import static io.headrace.deployment.core.Approval.AUTOMATIC;
import static io.headrace.deployment.core.Approval.REQUIRED;
import static io.headrace.deployment.core.PendingReason.APPROVAL;
import static io.headrace.deployment.core.PendingReason.RESUME;

import io.headrace.deployment.core.DeploymentCommand.Approve;
import io.headrace.deployment.core.DeploymentCommand.Asked;
import io.headrace.deployment.core.DeploymentCommand.Deliver;
import io.headrace.deployment.core.DeploymentCommand.Reject;
import io.headrace.deployment.core.DeploymentEvent.ChallengerDismissed;
import io.headrace.deployment.core.DeploymentEvent.ChallengerPending;
import io.headrace.deployment.core.DeploymentEvent.ModelDeployed;
import io.headrace.deployment.core.DeploymentEvent.RequestAnswered;
import io.headrace.kernel.decider.DeciderSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DeploymentDeciderTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final DeciderSpec<DeploymentCommand, Deployment, DeploymentEvent> deployment =
            DeciderSpec.of(new DeploymentDecider(), NOW);

    @Test
    void deploysTheFirstAcceptedVersion() {
        deployment.when(new Deliver(1, AUTOMATIC)).then(automatic(1, 1, null));
    }

    @Test
    void theNextAcceptedVersionReplacesTheOneInProduction() {
        deployment.given(automatic(1, 1, null)).when(new Deliver(4, AUTOMATIC)).then(automatic(4, 2, 1L));
    }

    @Test
    void deliveringTheSameVersionTwiceChangesNothing() {
        deployment
                .given(automatic(1, 1, null), automatic(2, 2, 1L))
                .when(new Deliver(2, AUTOMATIC))
                .thenNothing();
    }

    @Test
    void anOlderVersionNeverReplacesANewerOne() {
        deployment.given(automatic(5, 1, null)).when(new Deliver(4, AUTOMATIC)).thenNothing();
    }

    @Test
    void aVersionThatNeedsApprovalWaits() {
        deployment.when(new Deliver(1, REQUIRED)).then(new ChallengerPending(1, APPROVAL));
    }

    @Test
    void aNewerPendingVersionTakesTheOldersPlace() {
        deployment
                .given(new ChallengerPending(1, APPROVAL))
                .when(new Deliver(2, REQUIRED))
                .then(
                        new ChallengerDismissed(1, "version 2 is newer and takes its place", null),
                        new ChallengerPending(2, APPROVAL));
    }

    @Test
    void anAutomaticVersionDismissesTheOneThatWaitsForApproval() {
        deployment
                .given(automatic(1, 1, null), new ChallengerPending(2, APPROVAL))
                .when(new Deliver(3, AUTOMATIC))
                .then(new ChallengerDismissed(2, "version 3 is newer and takes its place", null), automatic(3, 2, 1L));
    }

    @Test
    void aDismissedVersionDoesNotComeBack() {
        deployment
                .given(new ChallengerPending(2, APPROVAL), new ChallengerDismissed(2, "rejected by ann", "ann"))
                .when(new Deliver(2, REQUIRED))
                .thenNothing();
    }

    @Test
    void approvesTheWaitingVersionByDefault() {
        deployment
                .given(automatic(1, 1, null), new ChallengerPending(2, APPROVAL))
                .when(new Approve(asked(null)))
                .then(
                        new ModelDeployed(2, 2, 1L, DeploymentReason.APPROVED, "ann", NOW),
                        new RequestAnswered("r1", "approve", true, "version 2 is approved and in production", "ann"));
    }

    @Test
    void approvesAFirstVersion() {
        deployment
                .given(new ChallengerPending(1, APPROVAL))
                .when(new Approve(asked(1L)))
                .then(
                        new ModelDeployed(1, 1, null, DeploymentReason.APPROVED, "ann", NOW),
                        new RequestAnswered("r1", "approve", true, "version 1 is approved and in production", "ann"));
    }

    @Test
    void refusesToApproveAnotherVersionThanTheWaitingOne() {
        deployment
                .given(new ChallengerPending(2, APPROVAL))
                .when(new Approve(asked(3L)))
                .then(refused("approve", "cannot approve: version 3 does not wait, version 2 does"));
    }

    @Test
    void refusesToApproveWhereNothingWaits() {
        deployment
                .when(new Approve(asked(null)))
                .then(refused("approve", "cannot approve: no version of house-price waits"));
        deployment
                .given(automatic(1, 1, null))
                .when(new Approve(asked(9L)))
                .then(refused("approve", "cannot approve: no version of house-price waits"));
    }

    @Test
    void refusesToApproveWhatIsInProduction() {
        deployment
                .given(automatic(1, 1, null))
                .when(new Approve(asked(1L)))
                .then(refused("approve", "cannot approve: version 1 is in production already"));
    }

    @Test
    void rejectsTheWaitingVersionWithThePersonsWords() {
        deployment
                .given(new ChallengerPending(2, APPROVAL))
                .when(new Reject(new Asked("r1", "house-price", null, "smells of last year", "ann")))
                .then(
                        new ChallengerDismissed(2, "rejected by ann: smells of last year", "ann"),
                        new RequestAnswered(
                                "r1", "reject", true, "version 2 is rejected and will not be deployed", "ann"));
    }

    @Test
    void refusesToRejectWhereNothingWaits() {
        deployment
                .when(new Reject(asked(null)))
                .then(refused("reject", "cannot reject: no version of house-price waits"));
    }

    @Test
    void approvesWhileHeldAndStaysHeld() {
        deployment
                .given(
                        automatic(1, 1, null),
                        new DeploymentEvent.DeploymentHeld("ann", "rolled back by ann"),
                        new ChallengerPending(2, RESUME))
                .when(new Approve(asked(null)))
                .then(
                        new ModelDeployed(2, 2, 1L, DeploymentReason.APPROVED, "ann", NOW),
                        new RequestAnswered("r1", "approve", true, "version 2 is approved and in production", "ann"));
    }

    @Test
    void answersARequestOnce() {
        deployment
                .given(refused("approve", "cannot approve: no version of house-price waits"))
                .when(new Approve(asked(null)))
                .thenNothing();
    }

    private static RequestAnswered refused(String kind, String sentence) {
        return new RequestAnswered("r1", kind, false, sentence, "ann");
    }

    private static ModelDeployed automatic(long version, long number, @Nullable Long previous) {
        return new ModelDeployed(version, number, previous, DeploymentReason.AUTOMATIC, null, NOW);
    }

    private static Asked asked(@Nullable Long version) {
        return new Asked("r1", "house-price", version, null, "ann");
    }
}
