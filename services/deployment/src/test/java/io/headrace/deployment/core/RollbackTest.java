package io.headrace.deployment.core;

import static io.headrace.deployment.core.Approval.AUTOMATIC;
import static io.headrace.deployment.core.Approval.REQUIRED;
import static io.headrace.deployment.core.PendingReason.APPROVAL;
import static io.headrace.deployment.core.PendingReason.RESUME;

import io.headrace.deployment.core.DeploymentCommand.Asked;
import io.headrace.deployment.core.DeploymentCommand.Deliver;
import io.headrace.deployment.core.DeploymentCommand.Resume;
import io.headrace.deployment.core.DeploymentCommand.RollBack;
import io.headrace.deployment.core.DeploymentCommand.Withdraw;
import io.headrace.deployment.core.DeploymentEvent.ChallengerDismissed;
import io.headrace.deployment.core.DeploymentEvent.ChallengerPending;
import io.headrace.deployment.core.DeploymentEvent.DeploymentHeld;
import io.headrace.deployment.core.DeploymentEvent.DeploymentResumed;
import io.headrace.deployment.core.DeploymentEvent.ModelDeployed;
import io.headrace.deployment.core.DeploymentEvent.RequestAnswered;
import io.headrace.deployment.core.DeploymentEvent.WithdrawalNoted;
import io.headrace.kernel.decider.DeciderSpec;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RollbackTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final DeciderSpec<DeploymentCommand, Deployment, DeploymentEvent> unused =
            DeciderSpec.of(new DeploymentDecider(), NOW);

    /// Versions 1, 2 and 4 were deployed in turn; 3 was rejected.
    private final DeciderSpec<DeploymentCommand, Deployment, DeploymentEvent> live = unused.given(history());

    private final DeciderSpec<DeploymentCommand, Deployment, DeploymentEvent> held =
            unused.given(history(held(), rolledBack(2, 4, 4)));

    @Test
    void goesToThePreviousVersionByDefaultAndHolds() {
        live.when(new RollBack(asked(null))).then(held(), rolledBack(2, 4, 4), done("rollback", backTo(2)));
    }

    @Test
    void goesToAnyEarlierDeployedVersion() {
        live.when(new RollBack(asked(1L))).then(held(), rolledBack(1, 4, 4), done("rollback", backTo(1)));
    }

    @Test
    void refusesAWithdrawnVersionByNameOrByDefault() {
        var withdrawn = unused.given(history(new WithdrawalNoted(2)));
        RequestAnswered refusal = refused(
                "rollback",
                "cannot roll back: version 2 is withdrawn: it was trained with rows that had to be forgotten;"
                        + " those from 3 on are not");
        withdrawn.when(new RollBack(asked(2L))).then(refusal);
        withdrawn.when(new RollBack(asked(null))).then(refusal);
    }

    @Test
    void aWithdrawnVersionThatWaitsIsDismissed() {
        unused.given(history(held(), new ChallengerPending(5, RESUME)))
                .when(new Withdraw(5))
                .then(new WithdrawalNoted(5), withdrawn(5));
        unused.given(history(new ChallengerPending(5, APPROVAL)))
                .when(new Withdraw(3))
                .then(new WithdrawalNoted(3));
        unused.given(history(new WithdrawalNoted(3))).when(new Withdraw(2)).thenNothing();
    }

    @Test
    void aWithdrawnVersionIsNotDeployedWhenItComes() {
        unused.given(history(new WithdrawalNoted(5)))
                .when(new Deliver(5, AUTOMATIC))
                .then(withdrawn(5));
    }

    private static ChallengerDismissed withdrawn(long version) {
        return new ChallengerDismissed(
                version,
                "version %d is withdrawn: it was trained with rows that had to be forgotten".formatted(version),
                null);
    }

    @Test
    void holdsWithThePersonsWords() {
        live.when(new RollBack(new Asked("r1", "house-price", 1L, "wrong prices in May", "ann")))
                .then(
                        new DeploymentHeld("ann", "rolled back by ann: wrong prices in May"),
                        rolledBack(1, 4, 4),
                        done("rollback", backTo(1)));
    }

    @Test
    void goesFurtherBackWhileHeld() {
        held.when(new RollBack(asked(null))).then(rolledBack(1, 5, 2), done("rollback", backTo(1)));
    }

    @Test
    void returnsToANewerVersionThatWasInProductionBefore() {
        held.when(new RollBack(asked(4L))).then(rolledBack(4, 5, 2), done("rollback", backTo(4)));
    }

    @Test
    void refusesWhereNothingIsInProduction() {
        unused.when(new RollBack(asked(null)))
                .then(refused("rollback", "cannot roll back: no version of house-price is in production"));
    }

    @Test
    void refusesWhereNothingOlderWasInProduction() {
        unused.given(deployed(3, 1, null))
                .when(new RollBack(asked(null)))
                .then(refused(
                        "rollback", "cannot roll back: no version of house-price older than 3 was ever in production"));
    }

    @Test
    void refusesTheVersionInProduction() {
        live.when(new RollBack(asked(4L)))
                .then(refused("rollback", "cannot roll back to version 4: it is in production already"));
    }

    @Test
    void refusesAVersionThatNeverWasInProductionAndNamesThoseThatWere() {
        live.when(new RollBack(asked(3L)))
                .then(refused(
                        "rollback", "cannot roll back to version 3: it never was in production; choose one of 1–2, 4"));
    }

    @Test
    void anAcceptedVersionWaitsWhileHeld() {
        held.when(new Deliver(5, AUTOMATIC)).then(new ChallengerPending(5, RESUME));
    }

    @Test
    void aVersionThatNeedsApprovalWaitsForThatWhileHeld() {
        held.when(new Deliver(5, REQUIRED)).then(new ChallengerPending(5, APPROVAL));
    }

    @Test
    void onlyTheNewestWaitsWhileHeld() {
        unused.given(history(held(), rolledBack(2, 4, 4), new ChallengerPending(5, RESUME)))
                .when(new Deliver(6, AUTOMATIC))
                .then(
                        new ChallengerDismissed(5, "version 6 is newer and takes its place", null),
                        new ChallengerPending(6, RESUME));
    }

    @Test
    void resumingDeploysWhatWaited() {
        unused.given(history(held(), rolledBack(2, 4, 4), new ChallengerPending(5, RESUME)))
                .when(new Resume(asked(null)))
                .then(
                        new DeploymentResumed("ann"),
                        new ModelDeployed(5, 5, 2L, DeploymentReason.RESUMED, "ann", NOW),
                        done("resume", "automatic deployment goes on; version 5, which waited, is in production"));
    }

    @Test
    void resumingLeavesAnApprovalToBeGiven() {
        unused.given(history(held(), rolledBack(2, 4, 4), new ChallengerPending(5, APPROVAL)))
                .when(new Resume(asked(null)))
                .then(
                        new DeploymentResumed("ann"),
                        done("resume", "automatic deployment goes on; version 5 still waits for approval"));
    }

    @Test
    void afterResumingTheNextVersionIsDeployed() {
        unused.given(history(held(), rolledBack(2, 4, 4), new DeploymentResumed("ann")))
                .when(new Deliver(5, AUTOMATIC))
                .then(deployed(5, 5, 2L));
    }

    @Test
    void refusesToResumeWhatIsNotHeld() {
        live.when(new Resume(asked(null))).then(refused("resume", "cannot resume: nothing is held for house-price"));
        unused.when(new Resume(asked(null))).then(refused("resume", "cannot resume: nothing is held for house-price"));
    }

    @Test
    void askingTwiceRollsBackOnce() {
        unused.given(history(held(), rolledBack(2, 4, 4), done("rollback", backTo(2))))
                .when(new RollBack(asked(null)))
                .thenNothing();
    }

    private static DeploymentEvent[] history(DeploymentEvent... later) {
        DeploymentEvent[] first = {deployed(1, 1, null), deployed(2, 2, 1L), deployed(4, 3, 2L)};
        DeploymentEvent[] all = Arrays.copyOf(first, first.length + later.length);
        System.arraycopy(later, 0, all, first.length, later.length);
        return all;
    }

    private static DeploymentHeld held() {
        return new DeploymentHeld("ann", "rolled back by ann");
    }

    private static ModelDeployed deployed(long version, long number, @Nullable Long previous) {
        return new ModelDeployed(version, number, previous, DeploymentReason.AUTOMATIC, null, NOW);
    }

    private static ModelDeployed rolledBack(long version, long number, long previous) {
        return new ModelDeployed(version, number, previous, DeploymentReason.ROLLED_BACK, "ann", NOW);
    }

    private static String backTo(long version) {
        return "version %d is in production again, and automatic deployment is held until 'resume'".formatted(version);
    }

    private static RequestAnswered done(String kind, String sentence) {
        return new RequestAnswered("r1", kind, true, sentence, "ann");
    }

    private static RequestAnswered refused(String kind, String sentence) {
        return new RequestAnswered("r1", kind, false, sentence, "ann");
    }

    private static Asked asked(@Nullable Long version) {
        return new Asked("r1", "house-price", version, null, "ann");
    }
}
