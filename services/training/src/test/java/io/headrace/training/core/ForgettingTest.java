package io.headrace.training.core;

import static io.headrace.training.core.Givens.START;
import static io.headrace.training.core.Givens.cut;
import static io.headrace.training.core.Givens.trained;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.decider.Decision;
import io.headrace.training.core.TrainingEvent.ObligationAtRisk;
import io.headrace.training.core.TrainingEvent.ObligationMet;
import io.headrace.training.core.TrainingEvent.ObligationOpened;
import io.headrace.training.core.TrainingEvent.ObligationReleased;
import io.headrace.training.core.TrainingEvent.OfForgetting;
import io.headrace.training.core.TrainingEvent.RunStarted;
import io.headrace.training.core.TrainingEvent.VersionsWithdrawn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Version 1 is in production, trained at cut 7; one change in a thousand would make a run by itself.
final class ForgettingTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Trigger SELDOM = new Trigger(1_000L, null, Duration.ofDays(30), null, Duration.ZERO, null);

    private final TrainingDecider decider = new TrainingDecider(Retention.USUAL);
    private Training state = decider.initial();
    private long changes = 1_000;

    @BeforeEach
    void versionOneIsInProduction() {
        demand(1, new Forget(DAY, true));
        List<OfForgetting> none = dataset(7, null, START);
        assertThat(none).isEmpty();
        deployed(1, 1, 7);
    }

    @Test
    void aDeleteOpensAnObligationWithADeadline() {
        assertThat(left(8, 3)).containsExactly(new ObligationOpened(1, departures(8, 3, at(8)), DAY));
    }

    @Test
    void moreDeletesJoinItUntilAVersionWasTrainedWithoutThem() {
        left(8, 1);
        assertThat(left(9, 1)).isEmpty();
        assertThat(open().departures()).isEqualTo(departures(9, 2, at(8)));
        train();

        assertThat(left(10, 1)).isEmpty();
        assertThat(open().departures()).isEqualTo(departures(9, 2, at(8)));
        assertThat(deployed(2, 2, 9))
                .containsExactly(
                        new ObligationMet(1, departures(9, 2, at(8)), 2, at(8).plus(DAY)),
                        new VersionsWithdrawn(1, departures(9, 2, at(8)), 2),
                        new ObligationOpened(2, departures(10, 1, at(10)), DAY));
    }

    @Test
    void aVersionWithoutLaterDeletesMakesBothOne() {
        left(8, 1);
        train();
        settle(2);
        left(9, 1);
        train();

        assertThat(deployed(3, 2, 9))
                .containsExactly(
                        new ObligationMet(1, departures(9, 2, at(8)), 3, at(8).plus(DAY)),
                        new VersionsWithdrawn(2, departures(9, 2, at(8)), 3));
    }

    @Test
    void aVersionTrainedBeforeMeetsNothing() {
        left(8, 1);
        assertThat(deployed(1, 2, 7)).isEmpty();
        assertThat(open().coveredBy()).isNull();
    }

    @Test
    void withoutRetireNothingIsWithdrawn() {
        demand(2, new Forget(DAY, false));
        dataset(2, 8, new TrainingCommand.Departed(1, 8, at(8)), at(8));
        assertThat(deployed(2, 2, 8)).singleElement().isInstanceOf(ObligationMet.class);
    }

    @Test
    void withHalfOfTheTimeGoneARunDoesNotWaitForItsTrigger() {
        left(8, 1);
        Instant due = at(8).plus(Duration.ofHours(12));
        assertThat(TrainingDecider.deadline(state)).contains(due);

        List<TrainingEvent> events = give(new TrainingCommand.WakeUp(due), due);

        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        RunStarted.class,
                        started -> assertThat(started.run().why()).isEqualTo("forget"));
    }

    @Test
    void aDeadlineAtRiskIsSaidOnceAndOnceMoreWhenItHasPassed() {
        left(8, 1);
        train();
        settle(2);
        Instant risk = at(8).plus(Duration.ofHours(18));
        assertThat(TrainingDecider.deadline(state)).contains(risk);
        assertThat(sentences(risk))
                .containsExactly("rows that were deleted by cut 8 have to be out of production by 2026-01-02T00:00:08Z,"
                        + " and version 1, which is, was trained before: version 2 was trained without them, or a later"
                        + " one; `headrace describe house` tells what keeps it out, and `headrace retrain house` asks"
                        + " for another");
        Instant end = at(8).plus(DAY);
        assertThat(TrainingDecider.deadline(state)).contains(end);
        assertThat(sentences(end.minusSeconds(1))).isEmpty();
        assertThat(sentences(end))
                .singleElement()
                .asString()
                .startsWith("rows that were deleted by cut 8 had to be out of production by 2026-01-02T00:00:08Z");
        assertThat(TrainingDecider.deadline(state)).isEmpty();
    }

    @Test
    void whereNoVersionWasTrainedThatIsSaid() {
        left(8, 1);
        Obligation late = open().told(Obligation.Alarm.OVERDUE);
        assertThat(ForgettingSentences.atRisk("house", new ObligationAtRisk(1, late, null)))
                .isEqualTo("rows that were deleted by cut 8 had to be out of production by 2026-01-02T00:00:08Z, and no"
                        + " version is in production: no version was trained since; `headrace retrain house` asks for"
                        + " one");
    }

    @Test
    void aRevisionThatDemandsNothingReleasesIt() {
        left(8, 1);
        assertThat(demand(2, null)).contains(new ObligationReleased(1, "revision 2 demands no forgetting"));
        assertThat(state.ledger().forgetting().open()).isNull();
        assertThat(dataset(2, 9, new TrainingCommand.Departed(1, 9, at(9)), at(9)))
                .isEmpty();
    }

    @Test
    void aDeletedPipelineOwesNothing() {
        left(8, 1);
        assertThat(give(new TrainingCommand.Stop(), at(9)))
                .containsExactly(new ObligationReleased(1, "the pipeline was deleted"), new TrainingEvent.Stopped());
    }

    @Test
    void rowsThatLeftBeforeTheFirstVersionAreInNone() {
        state = decider.initial();
        demand(1, new Forget(DAY, true));
        assertThat(dataset(1, 7, new TrainingCommand.Departed(5, 7, START), START))
                .isEmpty();
        assertThat(state.ledger().forgetting().open()).isNull();
    }

    @Test
    void aDatasetThatIsFoldedAgainTellsNothingNewOfOldDeletes() {
        left(8, 1);
        train();
        deployed(2, 2, 8);
        assertThat(dataset(1, 9, new TrainingCommand.Departed(70, 8, START), at(9)))
                .isEmpty();
        assertThat(dataset(1, 11, new TrainingCommand.Departed(71, 10, START), at(11)))
                .containsExactly(new ObligationOpened(2, departures(11, 71, at(9)), DAY));
    }

    @Test
    void aWithdrawnVersionInProductionIsOwedAgain() {
        left(8, 1);
        train();
        deployed(2, 2, 8);
        assertThat(deployed(1, 3, 7)).containsExactly(new ObligationOpened(2, departures(8, 1, at(8)), DAY));
        assertThat(deployed(2, 4, 8)).singleElement().isInstanceOf(ObligationMet.class);
    }

    private List<OfForgetting> left(long cut, long rows) {
        return dataset(cut, new TrainingCommand.Departed(rows, cut, at(cut)), at(cut));
    }

    private List<OfForgetting> dataset(long cut, TrainingCommand.@Nullable Departed departed, Instant now) {
        return dataset(1, cut, departed, now);
    }

    private List<OfForgetting> dataset(
            int revision, long cut, TrainingCommand.@Nullable Departed departed, Instant now) {
        changes++;
        Cut point = new Cut("shop", "7300", cut, cut * 8, at(cut));
        return said(give(
                new TrainingCommand.NoteDataset(
                        revision, point, changes, new Feed.Rows(80, 20, Map.of(), List.of()), null, departed),
                now));
    }

    private List<OfForgetting> demand(int revision, @Nullable Forget forget) {
        Plan plan = Givens.plan(revision, SELDOM);
        return said(give(
                new TrainingCommand.FollowPlan(new Plan(
                        revision,
                        plan.columns(),
                        plan.trainer(),
                        plan.trigger(),
                        plan.gates(),
                        plan.approval(),
                        forget,
                        List.of())),
                START));
    }

    private List<OfForgetting> deployed(long version, long deployment, long cut) {
        return said(give(
                new TrainingCommand.NoteChampion(
                        version, 1, deployment, new Cut("shop", "7300", cut, cut * 8, at(cut))),
                at(cut)));
    }

    private void train() {
        assertThat(give(new TrainingCommand.Retrain("r" + changes, "house", "ann"), at(20)))
                .anyMatch(RunStarted.class::isInstance);
    }

    private void settle(long version) {
        give(new TrainingCommand.Settle(version), at(20));
    }

    private List<String> sentences(Instant now) {
        return give(new TrainingCommand.WakeUp(now), now).stream()
                .map(ObligationAtRisk.class::cast)
                .map(risk -> ForgettingSentences.atRisk("house", risk))
                .toList();
    }

    /// A run ends as it begins.
    private List<TrainingEvent> give(TrainingCommand command, Instant now) {
        List<TrainingEvent> events = ((Decision.Accepted<TrainingEvent>) decider.decide(command, state, now)).events();
        for (TrainingEvent event : events) {
            state = decider.evolve(state, event);
            if (event instanceof RunStarted) {
                give(new TrainingCommand.FinishRun(trained()), now);
            }
        }
        return events;
    }

    private static List<OfForgetting> said(List<TrainingEvent> events) {
        return events.stream()
                .filter(OfForgetting.class::isInstance)
                .map(OfForgetting.class::cast)
                .toList();
    }

    private Obligation open() {
        return Optional.ofNullable(state.ledger().forgetting().open()).orElseThrow();
    }

    private static Departures departures(long cut, long rows, Instant since) {
        return new Departures(new Cut("shop", "7300", cut, cut * 8, at(cut)), rows, since);
    }

    private static Instant at(long cut) {
        return cut(cut).committedAt().plusSeconds(cut);
    }
}
