package io.headrace.training.core;

import static io.headrace.training.core.Givens.START;
import static io.headrace.training.core.Givens.cut;
import static io.headrace.training.core.Givens.dataset;
import static io.headrace.training.core.Givens.feed;
import static io.headrace.training.core.Givens.plan;
import static io.headrace.training.core.Givens.trained;
import static io.headrace.training.core.Givens.trigger;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.decider.DeciderSpec;
import io.headrace.training.core.TrainingCommand.FinishRun;
import io.headrace.training.core.TrainingCommand.FollowPlan;
import io.headrace.training.core.TrainingCommand.NoteChampion;
import io.headrace.training.core.TrainingCommand.Retrain;
import io.headrace.training.core.TrainingCommand.RunAgain;
import io.headrace.training.core.TrainingCommand.Settle;
import io.headrace.training.core.TrainingCommand.WakeUp;
import io.headrace.training.core.TrainingEvent.ChampionNoted;
import io.headrace.training.core.TrainingEvent.DatasetNoted;
import io.headrace.training.core.TrainingEvent.ModelTrained;
import io.headrace.training.core.TrainingEvent.PlanFollowed;
import io.headrace.training.core.TrainingEvent.RequestAnswered;
import io.headrace.training.core.TrainingEvent.RunDemanded;
import io.headrace.training.core.TrainingEvent.RunFailed;
import io.headrace.training.core.TrainingEvent.RunStarted;
import io.headrace.training.core.TrainingEvent.TrainingHeld;
import io.headrace.training.core.TrainingEvent.VersionLapsed;
import io.headrace.training.core.TrainingEvent.VersionOutdated;
import io.headrace.training.core.TrainingEvent.VersionSettled;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TrainingDeciderTest {

    private static final Plan PLAN = plan(1, trigger());
    private static final Instant LATER = START.plusSeconds(60);
    private static final Feed FIRST = feed(dataset(1, 7, 1000), START, START);
    private static final Run RUN = new Run(1, FIRST, "revision", 1000, START, null);
    private static final String WAITS = "waits for 100 changes or 200 ms without one";

    private final TrainingDecider decider = new TrainingDecider(Retention.USUAL);
    private final DeciderSpec<TrainingCommand, Training, TrainingEvent> now = DeciderSpec.of(decider, START);
    private final DeciderSpec<TrainingCommand, Training, TrainingEvent> later = DeciderSpec.of(decider, LATER);

    /// Version 1 was trained from cut 7 and is settled.
    private static TrainingEvent[] afterTheFirstRun(TrainingEvent... more) {
        return Givens.afterRun(PLAN, RUN, more);
    }

    private static DatasetNoted noted(long cut, long changes, Instant at) {
        return new DatasetNoted(feed(dataset(1, cut, changes), at, at));
    }

    @Test
    void theFirstRowsOfARevisionAreTrainedAtOnce() {
        now.given(new PlanFollowed(PLAN))
                .when(dataset(1, 7, 1000))
                .then(new DatasetNoted(FIRST), new RunStarted(PLAN, RUN));
    }

    @Test
    void rowsMayComeBeforeTheirRevision() {
        now.given(new DatasetNoted(FIRST))
                .when(new FollowPlan(PLAN))
                .then(new PlanFollowed(PLAN), new RunStarted(PLAN, RUN));
    }

    @Test
    void aFinishedRunIsAVersion() {
        now.given(new PlanFollowed(PLAN), new DatasetNoted(FIRST), new RunStarted(PLAN, RUN))
                .when(new FinishRun(trained()))
                .then(new ModelTrained(PLAN, RUN, trained()));
    }

    @Test
    void aFailedRunTakesNoNumber() {
        now.given(new PlanFollowed(PLAN), new DatasetNoted(FIRST), new RunStarted(PLAN, RUN))
                .when(new FinishRun(new Outcome.Failed("no rows")))
                .then(new RunFailed(1, cut(7), "no rows", RUN));
        Feed next = feed(dataset(1, 8, 1100), LATER, LATER);
        later.given(
                        new PlanFollowed(PLAN),
                        new DatasetNoted(FIRST),
                        new RunStarted(PLAN, RUN),
                        new RunFailed(1, cut(7), "no rows", RUN))
                .when(dataset(1, 8, 1100))
                .then(new DatasetNoted(next), new RunStarted(PLAN, new Run(1, next, "changes", 100, LATER, null)));
    }

    @Test
    void aRunHasAnotherNameThanTheOneBeforeAlsoAtTheSameTime() {
        Run again = new Run(1, FIRST.seen(), "request", 0, START.plus(1, ChronoUnit.MICROS), null);
        now.given(
                        new PlanFollowed(PLAN),
                        new DatasetNoted(FIRST),
                        new RunStarted(PLAN, RUN),
                        new RunFailed(1, cut(7), "no rows", RUN))
                .when(new Retrain("r", "house", "ann"))
                .then(
                        new RequestAnswered("r", "retrain", true, "training at cut 7", "ann"),
                        new RunDemanded("request"),
                        new RunStarted(PLAN, again));
        assertThat(again.id()).isNotEqualTo(RUN.id());
    }

    @Test
    void enoughChangesMakeARun() {
        Feed feed = feed(dataset(1, 8, 1100), LATER, LATER);
        later.given(afterTheFirstRun())
                .when(dataset(1, 8, 1100))
                .then(new DatasetNoted(feed), new RunStarted(PLAN, new Run(2, feed, "changes", 100, LATER, null)));
    }

    @Test
    void aCountThatBeganAnewIsAChange() {
        Feed anew = feed(dataset(1, 900, 300), LATER, LATER);
        later.given(afterTheFirstRun())
                .when(dataset(1, 900, 300))
                .then(new DatasetNoted(anew), new RunStarted(PLAN, new Run(2, anew, "changes", 300, LATER, null)));
        Training empty = decider.replay(List.of(afterTheFirstRun(noted(900, 0, LATER))));
        assertThat(TrainingDecider.deadline(empty)).contains(LATER.plusMillis(200));
    }

    @Test
    void aClockThatWasSetBackHoldsNoRunBack() {
        Instant before = START.minusSeconds(3600);
        Training state = decider.replay(List.of(afterTheFirstRun(noted(8, 1100, before))));
        assertThat(TrainingDecider.deadline(state)).contains(before.plusSeconds(1));
    }

    @Test
    void fewChangesWaitForQuietAndSaySoOnce() {
        later.given(afterTheFirstRun())
                .when(dataset(1, 8, 1001))
                .then(noted(8, 1001, LATER), new TrainingHeld(WAITS, 8, 1, 100));
        later.given(afterTheFirstRun(noted(8, 1001, LATER), new TrainingHeld(WAITS, 8, 1, 100)))
                .when(dataset(1, 9, 1002))
                .then(noted(9, 1002, LATER));
    }

    @Test
    void quietMakesARun() {
        Training state = decider.replay(List.of(afterTheFirstRun(noted(8, 1001, LATER))));
        Instant quiet = LATER.plusMillis(200);
        assertThat(TrainingDecider.deadline(state)).contains(quiet);
        Feed feed = feed(dataset(1, 8, 1001), LATER, LATER);
        DeciderSpec.of(decider, quiet)
                .given(afterTheFirstRun(noted(8, 1001, LATER)))
                .when(new WakeUp(quiet))
                .then(new RunStarted(PLAN, new Run(2, feed, "quiet", 1, quiet, null)));
    }

    @Test
    void noRunBeginsSoonerThanMinIntervalAllows() {
        Instant soon = START.plusMillis(100);
        DatasetNoted noted = noted(8, 1100, soon);
        DeciderSpec.of(decider, soon)
                .given(afterTheFirstRun())
                .when(dataset(1, 8, 1100))
                .then(noted, new TrainingHeld("waits for min-interval: 1 s after the last run began", 8, 100, 100));
        assertThat(TrainingDecider.deadline(decider.replay(List.of(afterTheFirstRun(noted)))))
                .contains(START.plusSeconds(1));
    }

    @Test
    void maxWaitEndsAnyWaiting() {
        Feed restless = feed(dataset(1, 30, 1050), LATER, LATER.plusMillis(1900));
        Training state = decider.replay(List.of(afterTheFirstRun(new DatasetNoted(restless))));
        assertThat(TriggerRules.due(state)).contains(new TriggerRules.Due(LATER.plusSeconds(2), "max-wait"));
    }

    @Test
    void aCutWithoutRelevantChangesAsksForNothing() {
        later.given(afterTheFirstRun())
                .when(dataset(1, 8, 1000))
                .then(new DatasetNoted(feed(dataset(1, 8, 1000), null, START)));
    }

    @Test
    void nothingRunsUntilTheVersionBeforeIsSettled() {
        TrainingEvent[] unsettled = {
            new PlanFollowed(PLAN),
            new DatasetNoted(FIRST),
            new RunStarted(PLAN, RUN),
            new ModelTrained(PLAN, RUN, trained())
        };
        later.given(unsettled)
                .when(dataset(1, 8, 1100))
                .then(
                        noted(8, 1100, LATER),
                        new TrainingHeld("waits until the version before is settled", 8, 100, 100));
        List<TrainingEvent> waiting = new ArrayList<>(List.of(unsettled));
        waiting.add(noted(8, 1100, LATER));
        Feed feed = feed(dataset(1, 8, 1100), LATER, LATER);
        // The news is dated when the first version's rows came; the waiting rows are later.
        now.given(waiting.toArray(TrainingEvent[]::new))
                .when(new Settle(1))
                .then(new VersionSettled(1), new RunStarted(PLAN, new Run(2, feed, "changes", 100, LATER, null)));
        now.given(waiting.toArray(TrainingEvent[]::new)).when(new Settle(5)).thenNothing();
    }

    @Test
    void aDeployedVersionIsSettledAndTheChampion() {
        Champion champion = new Champion(1, 1, 1, LATER);
        later.given(
                        new PlanFollowed(PLAN),
                        new DatasetNoted(FIRST),
                        new RunStarted(PLAN, RUN),
                        new ModelTrained(PLAN, RUN, trained()))
                .when(new NoteChampion(1, 1, 1, cut(7)))
                .then(new ChampionNoted(champion));
        later.given(afterTheFirstRun(new ChampionNoted(champion)))
                .when(new NoteChampion(1, 1, 1, cut(7)))
                .thenNothing();
    }

    @Test
    void anOutdatedVersionIsTrainedAgainOnceTheChampionIsKnown() {
        Champion champion = new Champion(9, 1, 4, LATER);
        TrainingEvent[] outdated = {
            new PlanFollowed(PLAN),
            new DatasetNoted(FIRST),
            new RunStarted(PLAN, RUN),
            new ModelTrained(PLAN, RUN, trained()),
            new VersionOutdated(1)
        };
        later.given(outdated[0], outdated[1], outdated[2], outdated[3])
                .when(new RunAgain(1))
                .then(new VersionLapsed(1, LATER, Retention.USUAL.pruneAt(LATER).orElseThrow()), outdated[4]);
        later.given(outdated)
                .when(new NoteChampion(9, 1, 4, cut(7)))
                .then(
                        new ChampionNoted(champion),
                        new RunStarted(PLAN, new Run(2, FIRST.seen(), "outdated", 0, LATER, champion)));
    }

    @Test
    void aRequestAtATrainedCutUsesTheEarlierResult() {
        later.given(afterTheFirstRun())
                .when(new Retrain("r", "house", "ann"))
                .then(new RequestAnswered(
                        "r",
                        "retrain",
                        true,
                        "version 1 was trained by revision 1 at cut 7 already, and nothing changed since: its result is used again",
                        "ann"));
    }

    @Test
    void aRequestDoesNotWaitForTheTrigger() {
        DatasetNoted noted = noted(8, 1001, START.plusMillis(50));
        Instant soon = START.plusMillis(60);
        DeciderSpec.of(decider, soon)
                .given(afterTheFirstRun(noted))
                .when(new Retrain("r", "house", "ann"))
                .then(
                        new RequestAnswered("r", "retrain", true, "training at cut 8", "ann"),
                        new RunDemanded("request"),
                        new RunStarted(PLAN, new Run(2, noted.feed(), "request", 1, soon, null)));
    }

    @Test
    void aRequestWithoutRowsIsToldWhatIsMissing() {
        TrainingCommand.NoteDataset empty =
                new TrainingCommand.NoteDataset(1, cut(3), 0, new Feed.Rows(0, 0, Map.of(), List.of()), null, null);
        now.given(new PlanFollowed(PLAN), new DatasetNoted(feed(empty, null, START)))
                .when(new Retrain("r", "house", "ann"))
                .then(new RequestAnswered(
                        "r",
                        "retrain",
                        true,
                        "it waits for rows: one at least in the training split and one in the test split;"
                                + " its first run begins with them",
                        "ann"));
    }

    @Test
    void aRequestForNoPipelineIsRefused() {
        now.given().when(new Retrain("r", "shed", "ann")).thenRejected("there is no pipeline shed in force");
        now.given(new RequestAnswered("r", "retrain", false, "no", "ann"))
                .when(new Retrain("r", "shed", "ann"))
                .thenNothing();
    }

    @Test
    void aProblemFailsOnceAndItsEndRuns() {
        DatasetNoted broken = new DatasetNoted(feed(dataset(1, 8, 1000, "no column area"), null, START));
        later.given(afterTheFirstRun())
                .when(dataset(1, 8, 1000, "no column area"))
                .then(broken, new RunFailed(1, cut(8), "no column area", null));
        TrainingEvent[] failed = afterTheFirstRun(broken, new RunFailed(1, cut(8), "no column area", null));
        later.given(failed)
                .when(dataset(1, 9, 1000, "no column area"))
                .then(new DatasetNoted(feed(dataset(1, 9, 1000, "no column area"), null, START)));
        later.given(failed).when(new Retrain("r", "house", "ann")).thenRejected("no column area");
        Feed repaired = feed(dataset(1, 9, 1000), null, START);
        later.given(failed)
                .when(dataset(1, 9, 1000))
                .then(
                        new DatasetNoted(repaired),
                        new RunDemanded("repaired"),
                        new RunStarted(PLAN, new Run(2, repaired, "repaired", 0, LATER, null)));
    }

    @Test
    void anEmptyTableIsNoFailure() {
        TrainingCommand.NoteDataset empty = new TrainingCommand.NoteDataset(
                1, cut(3), 5, new Feed.Rows(0, 0, Map.of("price is null", 5L), List.of()), null, null);
        now.given(new PlanFollowed(PLAN))
                .when(empty)
                .then(
                        new DatasetNoted(feed(empty, START, START)),
                        new TrainingHeld(
                                "waits for rows: one at least in the training split and one in the test split;"
                                        + " rows are refused because price is null",
                                3,
                                5,
                                0));
    }

    @Test
    void rowsThatWereThereBeforeAndAreAllRefusedAreNews() {
        TrainingCommand.NoteDataset refused = new TrainingCommand.NoteDataset(
                1,
                cut(3),
                0,
                new Feed.Rows(0, 0, Map.of("price is null", 5L, "area is null", 2L), List.of()),
                null,
                null);
        String why = "waits for rows: one at least in the training split and one in the test split;"
                + " rows are refused because area is null, because price is null";
        now.given(new PlanFollowed(PLAN))
                .when(refused)
                .then(new DatasetNoted(feed(refused, START, START)), new TrainingHeld(why, 3, 0, 0));
        now.given(new PlanFollowed(PLAN), new DatasetNoted(feed(refused, START, START)), new TrainingHeld(why, 3, 0, 0))
                .when(new Retrain("r", "house", "ann"))
                .then(new RequestAnswered(
                        "r",
                        "retrain",
                        true,
                        "it waits for rows: one at least in the training split and one in the test split;"
                                + " its first run begins with them;"
                                + " refused rows: 2 because area is null, 5 because price is null",
                        "ann"));
    }

    @Test
    void aRequestBeforeAnyRowsWereReadIsAnswered() {
        now.given(new PlanFollowed(PLAN))
                .when(new Retrain("r", "house", "ann"))
                .then(new RequestAnswered(
                        "r",
                        "retrain",
                        true,
                        "no rows of revision 1 were read yet: its first run begins with them",
                        "ann"));
    }

    @Test
    void aRequestWhileARunIsOnItsWayIsFollowedByAnother() {
        DatasetNoted noted = noted(8, 1001, LATER);
        TrainingEvent[] running = {new PlanFollowed(PLAN), new DatasetNoted(FIRST), new RunStarted(PLAN, RUN), noted};
        later.given(running)
                .when(new Retrain("r", "house", "ann"))
                .then(
                        new RequestAnswered("r", "retrain", true, "a run follows the one that runs", "ann"),
                        new RunDemanded("request"),
                        new TrainingHeld("waits for the end of a run", 8, 1, 100));
        TrainingEvent[] unsettled = {
            new PlanFollowed(PLAN),
            new DatasetNoted(FIRST),
            new RunStarted(PLAN, RUN),
            new ModelTrained(PLAN, RUN, trained()),
            noted,
            new RunDemanded("request")
        };
        later.given(unsettled)
                .when(new Settle(1))
                .then(new VersionSettled(1), new RunStarted(PLAN, new Run(2, noted.feed(), "request", 1, LATER, null)));
    }

    @Test
    void withoutANumberOfChangesOnlyQuietMakesARun() {
        Plan quiet = plan(1, new Trigger(null, null, Duration.ofMillis(200), null, Duration.ZERO, null));
        Run first = new Run(1, FIRST, "revision", 1000, START, null);
        TrainingEvent[] trained = {
            new PlanFollowed(quiet),
            new DatasetNoted(FIRST),
            new RunStarted(quiet, first),
            new ModelTrained(quiet, first, trained()),
            new VersionSettled(1)
        };
        later.given(trained)
                .when(dataset(1, 8, 5000))
                .then(
                        noted(8, 5000, LATER),
                        new TrainingHeld("waits for quiet: 200 ms without a change", 8, 4000, 100));
        List<TrainingEvent> restless = new ArrayList<>(List.of(trained));
        restless.add(new DatasetNoted(feed(dataset(1, 8, 5000), START, LATER)));
        // No max-wait: a table that is never quiet is never trained.
        assertThat(TriggerRules.due(decider.replay(restless)))
                .contains(new TriggerRules.Due(LATER.plusMillis(200), "quiet"));
    }

    @Test
    void minIntervalHoldsQuietBackToo() {
        Instant soon = START.plusMillis(100);
        assertThat(TriggerRules.due(decider.replay(List.of(afterTheFirstRun(noted(8, 1001, soon))))))
                .contains(new TriggerRules.Due(START.plusSeconds(1), "quiet"));
    }

    @Test
    void aNewRevisionRunsAtOnce() {
        Plan second = plan(2, trigger());
        Instant soon = START.plusMillis(10);
        Feed feed = feed(dataset(2, 7, 1000), soon, soon);
        DeciderSpec.of(decider, soon)
                .given(afterTheFirstRun(new PlanFollowed(second)))
                .when(dataset(2, 7, 1000))
                .then(new DatasetNoted(feed), new RunStarted(second, new Run(2, feed, "revision", 1000, soon, null)));
    }

    @Test
    void afterARollbackToAnOlderRevisionItsRowsAreWaitedFor() {
        Plan second = plan(2, trigger());
        Feed feed = feed(dataset(2, 7, 1000), START, START);
        Training state = decider.replay(List.of(
                new PlanFollowed(second), new ChampionNoted(new Champion(4, 1, 9, START)), new DatasetNoted(feed)));
        assertThat(TrainingDecider.deadline(state)).contains(START.plusSeconds(10));
        Training known = decider.evolve(state, new DatasetNoted(FIRST));
        assertThat(TrainingDecider.deadline(known)).contains(Instant.EPOCH);
    }

    @Test
    void aDeletedPipelineRunsNoMore() {
        later.given(afterTheFirstRun(new TrainingEvent.Stopped()))
                .when(new WakeUp(LATER))
                .thenNothing();
        later.given(afterTheFirstRun(new TrainingEvent.Stopped()))
                .when(new TrainingCommand.Stop())
                .thenNothing();
    }
}
