package io.headrace.training.core;

import static io.headrace.training.core.Givens.START;
import static io.headrace.training.core.Givens.cut;
import static io.headrace.training.core.Givens.dataset;
import static io.headrace.training.core.Givens.feed;
import static io.headrace.training.core.Givens.plan;
import static io.headrace.training.core.Givens.trained;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.schedule.Schedule;
import io.headrace.training.core.TrainingEvent.DatasetNoted;
import io.headrace.training.core.TrainingEvent.ModelTrained;
import io.headrace.training.core.TrainingEvent.ObligationOpened;
import io.headrace.training.core.TrainingEvent.PlanFollowed;
import io.headrace.training.core.TrainingEvent.RunStarted;
import io.headrace.training.core.TrainingEvent.VersionSettled;
import io.headrace.training.core.TriggerRules.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// When a run is due. The last one began on 1 January at midnight, on 1000 changes.
final class TriggerRulesTest {

    private static final Schedule NIGHTLY = new Schedule("0 3 * * *", "Europe/Berlin");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant NOON = START.plus(HOUR.multipliedBy(12));

    /// 3 o'clock in Berlin.
    private static final Instant THREE = Instant.parse("2026-01-02T02:00:00Z");

    private final TrainingDecider decider = new TrainingDecider(Retention.USUAL);

    @Test
    void aShareIsOfTheRowsThereAreNow() {
        Trigger trigger = new Trigger(null, 0.07, HOUR, null, Duration.ZERO, null);
        assertThat(due(trigger, 6, rows(80, 20))).isEqualTo(new Due(NOON.plus(HOUR), "quiet"));
        assertThat(due(trigger, 7, rows(80, 20))).isEqualTo(new Due(NOON, "share"));
        assertThat(due(trigger, 7, rows(81, 20))).isEqualTo(new Due(NOON.plus(HOUR), "quiet"));
        assertThat(due(trigger, 70_000_000, rows(800_000_000, 200_000_000))).isEqualTo(new Due(NOON, "share"));
    }

    @Test
    void refusedRowsAreNoneOfThem() {
        Trigger trigger = new Trigger(null, 0.07, HOUR, null, Duration.ZERO, null);
        assertThat(due(trigger, 7, new Feed.Rows(80, 20, Map.of("price is null", 50L), List.of())))
                .isEqualTo(new Due(NOON, "share"));
    }

    @Test
    void ofNoRowsOneChangeIsAnyShare() {
        Trigger trigger = new Trigger(null, 1.0, HOUR, null, Duration.ZERO, null);
        assertThat(due(trigger, 1, rows(0, 0))).isEqualTo(new Due(NOON, "share"));
    }

    @Test
    void whicheverComesFirstMakesTheRun() {
        Trigger trigger = new Trigger(10L, 0.05, HOUR, NIGHTLY, Duration.ZERO, null);
        assertThat(due(trigger, 4, rows(80, 20))).isEqualTo(new Due(NOON.plus(HOUR), "quiet"));
        assertThat(due(trigger, 5, rows(80, 20))).isEqualTo(new Due(NOON, "share"));
        assertThat(due(trigger, 10, rows(8_000, 20))).isEqualTo(new Due(NOON, "changes"));
        Trigger restful = new Trigger(10L, 0.05, Duration.ofDays(2), NIGHTLY, Duration.ZERO, null);
        assertThat(due(restful, 4, rows(80, 20))).isEqualTo(new Due(THREE, "schedule"));
    }

    @Test
    void aShareIsHeldBackByMinInterval() {
        Trigger trigger = new Trigger(null, 0.05, HOUR, null, Duration.ofDays(1), null);
        assertThat(due(trigger, 5, rows(80, 20))).isEqualTo(new Due(START.plus(Duration.ofDays(1)), "share"));
        assertThat(held(trigger, 5)).isEqualTo("waits for min-interval: 86400 s after the last run began");
    }

    @Test
    void aScheduleAloneMakesRunsAtItsTimes() {
        assertThat(due(nightly(Duration.ZERO, null), 1_000_000, rows(80, 20))).isEqualTo(new Due(THREE, "schedule"));
    }

    @Test
    void aScheduleNeedsNoTimerWhileNothingChanged() {
        assertThat(TrainingDecider.deadline(state(nightly(Duration.ZERO, null), 0, rows(80, 20), NOON, NOON)))
                .isEmpty();
    }

    @Test
    void aChangeAtItsTimeIsInTime() {
        assertThat(due(nightly(Duration.ZERO, null), THREE)).isEqualTo(new Due(THREE, "schedule"));
        assertThat(due(nightly(Duration.ZERO, null), THREE.plusMillis(1)))
                .isEqualTo(new Due(THREE.plus(Duration.ofDays(1)), "schedule"));
    }

    @Test
    void aTimeIsOneRuns() {
        // They were on their way when the run of midnight began, and are of before.
        Trigger hourly = new Trigger(null, null, null, new Schedule("0 * * * *", "UTC"), Duration.ZERO, null);
        assertThat(due(hourly, START.minusMillis(20))).isEqualTo(new Due(START.plus(HOUR), "schedule"));
        assertThat(due(hourly, START)).isEqualTo(new Due(START.plus(HOUR), "schedule"));
    }

    @Test
    void aClockThatWasSetBackHoldsNothingUpForLong() {
        Trigger hourly = new Trigger(null, null, null, new Schedule("0 * * * *", "UTC"), Duration.ZERO, null);
        assertThat(due(hourly, START.minus(Duration.ofDays(300)).plusSeconds(1)))
                .isEqualTo(new Due(START.minus(Duration.ofDays(300)).plus(HOUR), "schedule"));
    }

    @Test
    void aTimeThatMinIntervalForbidsIsPassedOver() {
        assertThat(due(nightly(Duration.ofHours(26), null), 1, rows(80, 20))).isEqualTo(new Due(THREE, "schedule"));
        assertThat(due(nightly(Duration.ofHours(27), null), 1, rows(80, 20)))
                .isEqualTo(new Due(THREE.plus(Duration.ofDays(1)), "schedule"));
    }

    @Test
    void maxWaitBoundsAScheduleToo() {
        assertThat(due(nightly(Duration.ZERO, HOUR), 1, rows(80, 20))).isEqualTo(new Due(NOON.plus(HOUR), "max-wait"));
        assertThat(due(nightly(Duration.ZERO, Duration.ofDays(1)), 1, rows(80, 20)))
                .isEqualTo(new Due(THREE, "schedule"));
    }

    @Test
    void forgettingGoesBeforeASchedule() {
        Training state = decider.evolve(
                state(nightly(Duration.ZERO, null), 1, rows(80, 20), NOON, NOON),
                new ObligationOpened(1, new Departures(cut(8), 1, NOON), HOUR));
        assertThat(TriggerRules.due(state)).contains(new Due(NOON.plus(HOUR.dividedBy(2)), "forget"));
    }

    @Test
    void saysWhatIsWaitedFor() {
        assertThat(held(new Trigger(100L, 0.125, HOUR, NIGHTLY, Duration.ZERO, null), 1))
                .isEqualTo("waits for 100 changes or changes of 12.5% of the rows or 3600 s without one"
                        + " or the next time of 0 3 * * * in Europe/Berlin");
        assertThat(held(nightly(Duration.ZERO, null), 1))
                .isEqualTo("waits for the next time of 0 3 * * * in Europe/Berlin");
        assertThat(held(new Trigger(null, null, HOUR, null, Duration.ZERO, null), 1))
                .isEqualTo("waits for quiet: 3600 s without a change");
    }

    @Test
    void tellsHowFarTheNextRunIs() {
        Trigger trigger = new Trigger(100L, 0.07, HOUR, NIGHTLY, Duration.ZERO, HOUR.dividedBy(2));
        assertThat(Outlook.of(state(trigger, 5, rows(80, 21), NOON, NOON), NOON))
                .isEqualTo(new Outlook(
                        null,
                        5,
                        101,
                        List.of(
                                new Outlook.Way.Count("changes", 100, 95),
                                new Outlook.Way.Count("share", 8, 3),
                                new Outlook.Way.Time("quiet", NOON.plus(HOUR)),
                                new Outlook.Way.Time("schedule", THREE)),
                        new Outlook.Begin(NOON.plus(HOUR.dividedBy(2)), "max-wait")));
    }

    @Test
    void tellsThatSomethingHasToChangeFirst() {
        Trigger trigger = new Trigger(100L, null, HOUR, NIGHTLY, Duration.ZERO, null);
        Outlook outlook = Outlook.of(state(trigger, 0, rows(80, 21), NOON, NOON), NOON.plus(HOUR));
        assertThat(outlook.begin()).isNull();
        assertThat(outlook.ways())
                .containsExactly(
                        new Outlook.Way.Count("changes", 100, 100),
                        new Outlook.Way.Time("quiet", null),
                        new Outlook.Way.Time("schedule", THREE));
    }

    @Test
    void tellsWhatStandsInTheWay() {
        Trigger trigger = nightly(Duration.ZERO, null);
        Feed seen = feed(dataset(1, 7, 1000), START, START);
        Training none = decider.initial();
        Training followed = decider.evolve(none, new PlanFollowed(plan(1, trigger)));
        Training noted = decider.evolve(followed, new DatasetNoted(seen));
        Run run = new Run(1, seen, "revision", 1000, START, null);
        Training unsettled = decider.evolve(
                decider.evolve(noted, new RunStarted(plan(1, trigger), run)),
                new ModelTrained(plan(1, trigger), run, trained()));
        assertThat(Outlook.of(none, NOON).obstacle()).isEqualTo("no revision is in force");
        assertThat(Outlook.of(followed, NOON).obstacle()).isEqualTo("no rows of revision 1 were read yet");
        assertThat(Outlook.of(noted, NOON))
                .isEqualTo(new Outlook(null, 1000, 100, List.of(), new Outlook.Begin(null, "revision")));
        assertThat(Outlook.of(unsettled, NOON).obstacle()).isEqualTo("waits until the version before is settled");
        Training asked = decider.evolve(unsettled, new TrainingEvent.RunDemanded("request"));
        assertThat(Outlook.of(asked, NOON).begin()).isEqualTo(new Outlook.Begin(null, "request"));
    }

    private static Trigger nightly(Duration minInterval, @Nullable Duration maxWait) {
        return new Trigger(null, null, null, NIGHTLY, minInterval, maxWait);
    }

    private static Feed.Rows rows(long train, long test) {
        return new Feed.Rows(train, test, Map.of(), List.of());
    }

    private Due due(Trigger trigger, long pending, Feed.Rows rows) {
        return TriggerRules.due(state(trigger, pending, rows, NOON, NOON)).orElseThrow();
    }

    private Due due(Trigger trigger, Instant change) {
        return TriggerRules.due(state(trigger, 1, rows(80, 20), change, change)).orElseThrow();
    }

    private String held(Trigger trigger, long pending) {
        Training.Active state = (Training.Active) state(trigger, pending, rows(80, 20), NOON, NOON);
        return Objects.requireNonNull(TriggerRules.heldBy(state, Objects.requireNonNull(state.feed())));
    }

    private Training state(Trigger trigger, long pending, Feed.Rows rows, Instant first, Instant last) {
        Plan plan = plan(1, trigger);
        Feed seen = feed(dataset(1, 7, 1000), START, START);
        Run run = new Run(1, seen, "revision", 1000, START, null);
        return decider.replay(List.of(
                new PlanFollowed(plan),
                new DatasetNoted(seen),
                new RunStarted(plan, run),
                new ModelTrained(plan, run, trained()),
                new VersionSettled(1),
                new DatasetNoted(new Feed(1, cut(8), 1000 + pending, rows, null, new Feed.Since(first, last, 0)))));
    }
}
