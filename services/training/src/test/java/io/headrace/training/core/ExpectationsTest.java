package io.headrace.training.core;

import static io.headrace.training.core.Givens.START;
import static io.headrace.training.core.Givens.cut;
import static io.headrace.training.core.Givens.expecting;
import static io.headrace.training.core.Givens.feed;
import static io.headrace.training.core.Givens.plan;
import static io.headrace.training.core.Givens.trigger;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.decider.DeciderSpec;
import io.headrace.training.core.Expectation.Between;
import io.headrace.training.core.Expectation.NullsAtMost;
import io.headrace.training.core.Expectation.RowsChangeAtMost;
import io.headrace.training.core.TrainingCommand.FollowPlan;
import io.headrace.training.core.TrainingCommand.NoteDataset;
import io.headrace.training.core.TrainingCommand.Retrain;
import io.headrace.training.core.TrainingEvent.DatasetNoted;
import io.headrace.training.core.TrainingEvent.ExpectationsBroken;
import io.headrace.training.core.TrainingEvent.ExpectationsMet;
import io.headrace.training.core.TrainingEvent.PlanFollowed;
import io.headrace.training.core.TrainingEvent.RequestAnswered;
import io.headrace.training.core.TrainingEvent.RunDemanded;
import io.headrace.training.core.TrainingEvent.RunStarted;
import io.headrace.training.core.TrainingEvent.Stopped;
import io.headrace.training.core.TrainingEvent.TrainingHeld;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What happens where rows are not as a pipeline expects.
final class ExpectationsTest {

    private static final Plan PLAN = expecting(
            plan(1, trigger()),
            new Between("price", 1, 1e8),
            new NullsAtMost("rooms", 0.01),
            new RowsChangeAtMost(0.3));
    private static final Instant LATER = START.plusSeconds(60);
    private static final Feed FIRST = feed(dataset(7, 1000, 100), START, START);
    private static final Run RUN = new Run(1, FIRST, "revision", 1000, START, null);
    private static final Misfits.Place PLACE = new Misfits.Place(8, 0, 812);
    private static final String PRICE = "price between 1 and 100000000";
    private static final String WAITS = "waits for rows that are as expected: " + PRICE;

    private final TrainingDecider decider = new TrainingDecider(Retention.USUAL);
    private final DeciderSpec<TrainingCommand, Training, TrainingEvent> later = DeciderSpec.of(decider, LATER);

    private static NoteDataset dataset(long cut, long changes, long rows, Misfits... misfits) {
        Feed.Rows counts = new Feed.Rows(rows - 20, 20, Map.of(), List.of(misfits));
        return new NoteDataset(1, cut(cut), changes, counts, null, null);
    }

    private static Misfits misfits(int expectation, long rows, Misfits.Place... places) {
        return new Misfits(expectation, rows, List.of(places));
    }

    /// Version 1 was trained from cut 7 on 100 rows, and is settled.
    private static TrainingEvent[] afterTheFirstRun(TrainingEvent... more) {
        return Givens.afterRun(PLAN, RUN, more);
    }

    private static DatasetNoted noted(NoteDataset note) {
        return new DatasetNoted(feed(note, LATER, LATER));
    }

    private static ExpectationsBroken broken(long cut, Breach... breaches) {
        return new ExpectationsBroken(1, cut(cut), List.of(breaches));
    }

    private static Breach price(long rows, String sentence, Misfits.Place... places) {
        return new Breach(PRICE, PRICE + ": " + sentence, rows, List.of(places));
    }

    @Test
    void rowsThatAreNotAsExpectedAreNotTrainedAndItIsToldWhereTheyStand() {
        NoteDataset note = dataset(8, 1200, 100, misfits(0, 2, PLACE));
        later.given(afterTheFirstRun())
                .when(note)
                .then(
                        noted(note),
                        broken(8, price(2, "2 of 100 rows are not, last written in cut 8 at 0/812", PLACE)),
                        new TrainingHeld(WAITS, 8, 200, 100));
    }

    @Test
    void theSameIsNotToldAgainWithOtherNumbers() {
        NoteDataset first = dataset(8, 1200, 100, misfits(0, 2));
        NoteDataset second = dataset(9, 1201, 100, misfits(0, 1));
        later.given(afterTheFirstRun(noted(first), broken(8, price(2, "")), new TrainingHeld(WAITS, 8, 200, 100)))
                .when(second)
                .then(noted(second));
    }

    @Test
    void onceTheRowsAreAsExpectedTrainingGoesOn() {
        NoteDataset first = dataset(8, 1200, 100, misfits(0, 2));
        NoteDataset mended = dataset(9, 1202, 100);
        Feed feed = feed(mended, LATER, LATER);
        later.given(afterTheFirstRun(noted(first), broken(8, price(2, ""))))
                .when(mended)
                .then(
                        new DatasetNoted(feed),
                        new ExpectationsMet(1, cut(9)),
                        new RunStarted(PLAN, new Run(2, feed, "changes", 202, LATER, null)));
    }

    @Test
    void theFirstRunWaitsToo() {
        NoteDataset note = dataset(7, 0, 100, misfits(0, 1));
        later.given(new PlanFollowed(PLAN))
                .when(note)
                .then(
                        new DatasetNoted(feed(note, LATER, LATER)),
                        broken(7, price(1, "1 of 100 rows is not, stored before the revision began")),
                        new TrainingHeld(WAITS, 7, 0, 100));
    }

    @Test
    void nullsAreAShareOfAllRows() {
        assertThat(breaches(dataset(8, 1200, 100, misfits(1, 1)))).isEmpty();
        assertThat(breaches(dataset(8, 1200, 100, misfits(1, 2, PLACE))))
                .containsExactly(
                        "rooms null in at most 1% of the rows: it is null in 2 of 100, last written in cut 8 at 0/812");
    }

    @Test
    void theNumberOfRowsIsComparedWithTheLastRun() {
        assertThat(breaches(dataset(8, 1200, 70))).isEmpty();
        assertThat(breaches(dataset(8, 1200, 130))).isEmpty();
        assertThat(breaches(dataset(8, 1200, 69)))
                .containsExactly(
                        "rows change by at most 30%: there are 69, the last run had 100; `headrace retrain` takes them as they are");
        assertThat(breaches(dataset(8, 1200, 131))).hasSize(1);
    }

    private List<String> breaches(NoteDataset note) {
        Training state = decider.replay(List.of(afterTheFirstRun(noted(note))));
        Training.Active active = (Training.Active) state;
        return ExpectationRules.breaches(active, Objects.requireNonNull(active.feed())).stream()
                .map(Breach::sentence)
                .toList();
    }

    @Test
    void whoeverAsksForARunTakesTheNumberOfRowsAsItIs() {
        NoteDataset halved = dataset(8, 1200, 50);
        Breach breach = new Breach(
                "rows change by at most 30%",
                "rows change by at most 30%: there are 50, the last run had 100; `headrace retrain` takes them as they are",
                0,
                List.of());
        later.given(afterTheFirstRun(noted(halved), broken(8, breach)))
                .when(new Retrain("r", "house", "ann"))
                .then(
                        new RequestAnswered("r", "retrain", true, "training at cut 8", "ann"),
                        new RunDemanded("request"),
                        new ExpectationsMet(1, cut(8)),
                        new RunStarted(PLAN, new Run(2, feed(halved, LATER, LATER), "request", 200, LATER, null)));
    }

    @Test
    void nobodyMayAskForARunOnRowsThatAreNotAsExpected() {
        later.given(afterTheFirstRun(noted(dataset(8, 1200, 100, misfits(0, 2))), broken(8, price(2, ""))))
                .when(new Retrain("r", "house", "ann"))
                .thenRejected(
                        "the rows at cut 8 are not as expected: price between 1 and 100000000: 2 of 100 rows are not, stored before the revision began; mend them, or write another expectation");
    }

    @Test
    void aRevisionThatExpectsNothingEndsIt() {
        NoteDataset note = dataset(8, 1200, 100, misfits(0, 2));
        Plan second = plan(2, trigger());
        NoteDataset ofSecond = new NoteDataset(2, cut(8), 0, note.rows(), null, null);
        Feed feed = feed(ofSecond, LATER, LATER);
        later.given(afterTheFirstRun(noted(note), broken(8, price(2, "")), new PlanFollowed(second)))
                .when(ofSecond)
                .then(
                        new DatasetNoted(feed),
                        new ExpectationsMet(2, cut(8)),
                        new RunStarted(second, new Run(2, feed, "revision", 0, LATER, null)));
    }

    @Test
    void aPipelineThatIsDeletedIsToldAnewWhenItComesBack() {
        NoteDataset note = dataset(8, 1200, 100, misfits(0, 2));
        later.given(afterTheFirstRun(noted(note), broken(8, price(2, "")), new Stopped(), noted(note)))
                .when(new FollowPlan(PLAN))
                .then(
                        new PlanFollowed(PLAN),
                        broken(8, price(2, "2 of 100 rows are not, stored before the revision began")),
                        new TrainingHeld(WAITS, 8, 1200, 100));
    }
}
