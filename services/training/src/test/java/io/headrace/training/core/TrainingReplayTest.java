package io.headrace.training.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.decider.Decision;
import io.headrace.kernel.schedule.Schedule;
import io.headrace.training.core.TrainingCommand.FinishRun;
import io.headrace.training.core.TrainingCommand.Retrain;
import io.headrace.training.core.TrainingCommand.Settle;
import io.headrace.training.core.TrainingEvent.ModelTrained;
import io.headrace.training.core.TrainingEvent.RunFailed;
import io.headrace.training.core.TrainingEvent.RunStarted;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A pipeline's life by dice and a virtual clock: no change is forgotten, none trained twice, and nothing waits longer
/// than its trigger says.
final class TrainingReplayTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofMillis(200);
    private static final Schedule MINUTES = new Schedule("* * * * *", "UTC");

    /// Each revision has one of these. Shares are of 5 %, schedules name every minute.
    private static final List<Trigger> TRIGGERS = List.of(
            new Trigger(40L, null, QUIET, null, SECOND, Duration.ofSeconds(3)),
            new Trigger(null, 0.05, Duration.ofSeconds(5), null, Duration.ZERO, null),
            new Trigger(30L, 0.05, QUIET, null, SECOND, Duration.ofSeconds(3)),
            new Trigger(null, null, null, MINUTES, Duration.ZERO, null),
            new Trigger(null, null, null, MINUTES, Duration.ofSeconds(90), null),
            new Trigger(null, null, null, MINUTES, Duration.ZERO, Duration.ofSeconds(20)),
            new Trigger(400L, 0.05, Duration.ofSeconds(2), MINUTES, SECOND, Duration.ofSeconds(30)));

    private final TrainingDecider decider = new TrainingDecider(Retention.USUAL);
    private final List<TrainingEvent> history = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final List<Trigger> triggers = new ArrayList<>();
    private Training state = decider.initial();
    private Instant now = Givens.START;
    private Random random = new Random();
    private int revision;
    private long cut;
    private long changes;
    private long deployment;
    private long requests;
    private boolean failing;
    private long misfits;

    @ParameterizedTest
    @ValueSource(longs = {1, 22, 333, 4444, 55555, -6439379318916911141L})
    void anyLifeKeepsThePromises(long seed) {
        live(seed);
    }

    @Test
    void aLifeNeverSeenBeforeKeepsThemToo() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        live(seed);
    }

    private void live(long seed) {
        random = new Random(seed);
        accept();
        for (int step = 0; step < 4_000; step++) {
            pass(Duration.ofMillis(random.nextInt(5) == 0 ? random.nextInt(8_000) : random.nextInt(100)));
            step();
        }
        settle();
        misfits = 0;
        note(1);
        settle();
        pass(Duration.ofMinutes(3));
        settle();

        assertThat(runs).as("seed %d", seed).hasSizeGreaterThan(100);
        assertThat(runs).extracting(Run::why).contains("changes", "share", "quiet", "schedule", "max-wait");
        Run last = runs.getLast();
        assertThat(last.feed().cut().number()).as("the newest rows are trained").isEqualTo(cut);
        assertThat(last.feed().revision()).isEqualTo(revision);
        assertThat(decider.replay(history)).isEqualTo(state);
        breachesAreToldOnceAndEnd();
        noneIsDoubledAndNoneTooSoon();
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4, 5 -> dataset(random.nextInt(15));
            case 6, 7, 8 -> settle();
            case 9 -> {
                if (misfits == 0) { // else it is refused
                    give(new Retrain("r" + requests++, "house", "ann"));
                }
            }
            case 10 -> {
                if (random.nextInt(8) == 0) {
                    accept();
                }
            }
            case 11 -> outdate();
            default -> throw new AssertionError();
        }
        failing = random.nextInt(20) == 0;
    }

    private void accept() {
        revision++;
        changes = random.nextInt(1000);
        Plan plan = Givens.plan(revision, TRIGGERS.get(random.nextInt(TRIGGERS.size())));
        give(new TrainingCommand.FollowPlan(Givens.expecting(plan, new Expectation.Between("area", 1, 9))));
        dataset(0);
    }

    private void dataset(int more) {
        misfits = random.nextInt(misfits == 0 ? 30 : 3) == 0 ? 1 + random.nextInt(2) - misfits : misfits;
        misfits = Math.max(0, misfits);
        note(more);
    }

    private void note(int more) {
        cut++;
        changes += more;
        // The champion's revision is served as well, and first.
        Champion champion = state.ledger().champion();
        if (champion != null && champion.revision() < revision) {
            give(Givens.dataset(champion.revision(), cut, 1_000_000 + cut));
        }
        Feed.Rows rows = new Feed.Rows(
                80 + changes % 500,
                20,
                Map.of("area is null", 1_000L),
                misfits == 0 ? List.of() : List.of(new Misfits(0, misfits, List.of())));
        give(new TrainingCommand.NoteDataset(revision, Givens.cut(cut), changes, rows, null, null));
    }

    private void settle() {
        if (state.ledger().stage() instanceof Ledger.Stage.Unsettled unsettled) {
            int fate = random.nextInt(8);
            if (fate < 4) {
                give(
                        switch (fate) {
                            case 0 -> new TrainingCommand.Reject(unsettled.version());
                            case 1 -> new TrainingCommand.Dismiss(unsettled.version());
                            default -> new Settle(unsettled.version());
                        });
            } else {
                give(new TrainingCommand.NoteChampion(
                        unsettled.version(),
                        runs.getLast().feed().revision(),
                        ++deployment,
                        runs.getLast().feed().cut()));
            }
        }
    }

    private void outdate() {
        Champion champion = state.ledger().champion();
        if (champion != null && state.ledger().stage() instanceof Ledger.Stage.Unsettled unsettled) {
            TrainingCommand again = new TrainingCommand.RunAgain(unsettled.version());
            TrainingCommand news = new TrainingCommand.NoteChampion(
                    champion.version(), champion.revision(), ++deployment, Givens.cut(1));
            boolean newsFirst = random.nextBoolean();
            give(newsFirst ? news : again);
            give(newsFirst ? again : news);
        }
    }

    /// Lets time go by; timers come when they are due.
    private void pass(Duration duration) {
        Instant until = now.plus(duration);
        while (TrainingDecider.deadline(state).filter(at -> !at.isAfter(until)).isPresent()) {
            Instant deadline = TrainingDecider.deadline(state).orElseThrow();
            now = deadline.isAfter(now) ? deadline : now;
            give(new TrainingCommand.WakeUp(deadline));
            assertThat(TrainingDecider.deadline(state))
                    .as("a timer moves its deadline")
                    .isNotEqualTo(deadline);
        }
        now = until;
        nothingWaitsTooLong();
    }

    private void give(TrainingCommand command) {
        List<TrainingEvent> events = take(command);
        for (TrainingEvent event : events) {
            if (event instanceof RunStarted started) {
                runs.add(started.run());
                assertThat(started.run().feed().rows().misfits(0).rows())
                        .as("rows that are not as expected are never trained")
                        .isZero();
                triggers.add(started.plan().trigger());
                Outcome outcome = failing ? new Outcome.Failed("too few rows") : Givens.trained();
                assertThat(take(new FinishRun(outcome))).hasSize(1);
            }
        }
        assertThat(events(command)).as("%s again", command).isEmpty();
    }

    private List<TrainingEvent> take(TrainingCommand command) {
        List<TrainingEvent> events = events(command);
        for (TrainingEvent event : events) {
            history.add(event);
            state = decider.evolve(state, event);
        }
        return events;
    }

    private List<TrainingEvent> events(TrainingCommand command) {
        return switch (decider.decide(command, state, now)) {
            case Decision.Accepted<TrainingEvent>(var events) -> events;
            case Decision.Rejected<TrainingEvent>(var reason) -> throw new AssertionError(reason);
        };
    }

    private void nothingWaitsTooLong() {
        Feed feed = state.feed(revision);
        Ledger.Ended last = state.ledger().last();
        if (feed != null
                && last != null
                && last.run().feed().revision() == revision
                && state.ledger().stage() instanceof Ledger.Stage.Idle
                && !lacksRowsOfTheChampion()
                && misfits == 0
                && state instanceof Training.Active active
                && active.pending(feed) > 0) {
            nothingWaitsTooLong(
                    active.plan().trigger(),
                    feed,
                    active.pending(feed),
                    last.run().at());
        }
    }

    private void nothingWaitsTooLong(Trigger trigger, Feed feed, long pending, Instant lastRun) {
        Instant first = Objects.requireNonNull(feed.since().first());
        Instant allowed = lastRun.plus(trigger.minInterval());
        if (trigger.maxWait() != null) {
            assertThat(now).as("waiting since the first change").isBefore(first.plus(trigger.maxWait()));
        }
        if (trigger.changes() != null && pending >= trigger.changes()) {
            assertThat(now).as("%d changes wait", pending).isBefore(allowed);
        }
        if (trigger.share() != null
                && pending * 20 >= feed.rows().train() + feed.rows().test()) {
            assertThat(now).as("%d changes of %s wait", pending, feed.rows()).isBefore(allowed);
        }
        if (trigger.quiet() != null && !now.isBefore(feed.since().last().plus(trigger.quiet()))) {
            assertThat(now).as("nothing moves since %s", feed.since()).isBefore(allowed);
        }
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        if (trigger.schedule() != null && !minute.isBefore(first) && minute.isAfter(lastRun)) {
            assertThat(minute).as("changes of %s wait", first).isBefore(allowed);
        }
    }

    /// They may be waited for longer than the trigger says.
    private boolean lacksRowsOfTheChampion() {
        Champion champion = state.ledger().champion();
        return champion != null && state.feed(champion.revision()) == null;
    }

    private void breachesAreToldOnceAndEnd() {
        List<Boolean> broken = history.stream()
                .filter(event -> event instanceof TrainingEvent.ExpectationsBroken
                        || event instanceof TrainingEvent.ExpectationsMet)
                .map(event -> event instanceof TrainingEvent.ExpectationsBroken)
                .toList();
        assertThat(broken).hasSizeGreaterThan(10).endsWith(false);
        for (int i = 0; i < broken.size(); i++) {
            assertThat(broken.get(i)).isEqualTo(i % 2 == 0);
        }
    }

    private void noneIsDoubledAndNoneTooSoon() {
        List<TrainingEvent> ended = history.stream()
                .filter(event -> event instanceof ModelTrained || event instanceof RunFailed)
                .toList();
        assertThat(ended).hasSameSizeAs(runs);
        for (int i = 1; i < runs.size(); i++) {
            Run run = runs.get(i);
            Run before = runs.get(i - 1);
            boolean sameRows = run.feed().cut().equals(before.feed().cut())
                    && run.feed().revision() == before.feed().revision();
            if (sameRows && ended.get(i - 1) instanceof ModelTrained) {
                assertThat(run.why()).isEqualTo("outdated");
            }
            isNotTooSoon(triggers.get(i), run, before);
        }
    }

    private static void isNotTooSoon(Trigger trigger, Run run, Run before) {
        Feed.Since since = run.feed().since();
        switch (run.why()) {
            case "changes" -> assertThat(run.changes()).isGreaterThanOrEqualTo(trigger.changes());
            case "share" ->
                assertThat(run.changes() * 20)
                        .isGreaterThanOrEqualTo(
                                run.feed().rows().train() + run.feed().rows().test());
            case "quiet" -> assertThat(run.at()).isAfterOrEqualTo(since.last().plus(trigger.quiet()));
            case "schedule" ->
                assertThat(run.at().truncatedTo(ChronoUnit.MINUTES))
                        .isAfterOrEqualTo(since.first())
                        .isAfter(before.at());
            case "max-wait" ->
                assertThat(run.at())
                        .isAfterOrEqualTo(Objects.requireNonNull(since.first()).plus(trigger.maxWait()));
            default -> {}
        }
        if (List.of("changes", "share", "quiet", "schedule").contains(run.why())) {
            assertThat(Duration.between(before.at(), run.at())).isGreaterThanOrEqualTo(trigger.minInterval());
        }
    }
}
