package io.headrace.training.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.kernel.decider.Decision;
import io.headrace.training.core.TrainingCommand.Dismiss;
import io.headrace.training.core.TrainingCommand.FinishPruning;
import io.headrace.training.core.TrainingCommand.Reject;
import io.headrace.training.core.TrainingCommand.RunAgain;
import io.headrace.training.core.TrainingCommand.Settle;
import io.headrace.training.core.TrainingCommand.WakeUp;
import io.headrace.training.core.TrainingEvent.ArtifactsPruned;
import io.headrace.training.core.TrainingEvent.PruningBegun;
import io.headrace.training.core.TrainingEvent.PruningPlanned;
import io.headrace.training.core.TrainingEvent.VersionLapsed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Version 1 was trained and waits for its verdict; artifacts are kept for eight hours.
final class PruningTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant DUE = NOON.plus(Duration.ofHours(9));
    private static final Plan PLAN = Givens.plan(1, new Trigger(1L, null, null, null, Duration.ofDays(90), null));
    private static final Feed FEED = Givens.feed(Givens.dataset(1, 7, 1000), NOON, NOON);
    private static final Run RUN = new Run(1, FEED, "revision", 1000, NOON, null);

    private TrainingDecider decider = new TrainingDecider(new Retention(Duration.ofHours(8)));
    private Training state = decider.replay(List.of(
            new TrainingEvent.PlanFollowed(PLAN),
            new TrainingEvent.DatasetNoted(FEED),
            new TrainingEvent.RunStarted(PLAN, RUN),
            new TrainingEvent.ModelTrained(PLAN, RUN, Givens.trained())));

    @Test
    void aRejectedVersionLapsesAndIsLookedForAnEighthBehindItsTime() {
        assertThat(give(new Reject(1), NOON)).contains(new VersionLapsed(1, NOON, DUE));
        assertThat(TrainingDecider.deadline(state)).contains(DUE);
    }

    @Test
    void anOutdatedVersionLapses() {
        assertThat(give(new RunAgain(1), NOON)).contains(new VersionLapsed(1, NOON, DUE));
    }

    @Test
    void aVersionThatWaitsLapsesOnceItIsDismissedAndOnlyOnce() {
        give(new Settle(1), NOON.minusSeconds(1));
        assertThat(TrainingDecider.deadline(state)).isEmpty();
        assertThat(give(new Dismiss(1), NOON)).contains(new VersionLapsed(1, NOON, DUE));
        assertThat(give(new Dismiss(1), NOON.plusSeconds(1))).isEmpty();
    }

    @Test
    void aDeployedVersionDoesNot() {
        give(new TrainingCommand.NoteChampion(1, 1, 1, Givens.cut(7)), NOON);
        assertThat(TrainingDecider.deadline(state)).isEmpty();
        assertThat(give(new Reject(1), NOON)).isEmpty();
    }

    @Test
    void whatLapsesLaterIsPrunedWithTheFirst() {
        give(new Reject(1), NOON);
        give(new Dismiss(5), NOON.plus(Duration.ofMinutes(30)));
        assertThat(TrainingDecider.deadline(state)).contains(DUE);
    }

    @Test
    void whatIsFoundIsPrunedAndTheNextTimeIsThatOfTheOldestThatIsLeft() {
        give(new Reject(1), NOON);
        assertThat(give(new WakeUp(DUE), DUE)).containsExactly(new PruningBegun(DUE));
        Instant left = NOON.plus(Duration.ofHours(2));
        Prunable found = new Prunable(List.of(1L, 4L), List.of("ab"), 734, left, true);
        assertThat(give(new FinishPruning(found, DUE), DUE))
                .containsExactly(
                        new ArtifactsPruned(List.of(1L, 4L), List.of("ab"), 734),
                        new PruningPlanned(left.plus(Duration.ofHours(9))));
        assertThat(TrainingDecider.deadline(state)).contains(left.plus(Duration.ofHours(9)));
    }

    @Test
    void nothingFoundIsNothingToldAndNothingPlanned() {
        give(new Reject(1), NOON);
        give(new WakeUp(DUE), DUE);
        assertThat(give(new FinishPruning(new Prunable(List.of(), List.of(), 0, null, true), DUE), DUE))
                .isEmpty();
        assertThat(TrainingDecider.deadline(state)).isEmpty();
    }

    @Test
    void moreThanOneDecisionTakesGoesOnAtOnce() {
        give(new Reject(1), NOON);
        give(new WakeUp(DUE), DUE);
        give(new FinishPruning(new Prunable(List.of(1L), List.of("ab"), 734, null, false), DUE), DUE);
        assertThat(TrainingDecider.deadline(state)).contains(DUE.plusMillis(1));
    }

    @Test
    void keptForEverNothingIsEverLookedFor() {
        decider = new TrainingDecider(Retention.FOR_EVER);
        assertThat(give(new Reject(1), NOON)).contains(new VersionLapsed(1, NOON, null));
        assertThat(TrainingDecider.deadline(state)).isEmpty();
    }

    @Test
    void theWaitForOthersIsOneDayAtMost() {
        assertThat(Retention.USUAL.pruneAt(NOON)).contains(NOON.plus(Duration.ofDays(31)));
    }

    @Test
    void refusesATimeThatLeavesNoneToLookAtAVersion() {
        assertThatThrownBy(() -> new Retention(Duration.ofSeconds(9)))
                .hasMessage("artifacts are kept for 10s or more, and 9s is less");
    }

    private List<TrainingEvent> give(TrainingCommand command, Instant now) {
        return switch (decider.decide(command, state, now)) {
            case Decision.Accepted<TrainingEvent>(var events) -> {
                events.forEach(event -> state = decider.evolve(state, event));
                yield events;
            }
            case Decision.Rejected<TrainingEvent>(var reason) -> throw new AssertionError(reason);
        };
    }
}
