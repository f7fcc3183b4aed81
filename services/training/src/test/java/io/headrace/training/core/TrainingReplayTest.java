package io.headrace.training.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.decider.Decision;
import io.headrace.training.core.TrainingCommand.FinishRun;
import io.headrace.training.core.TrainingCommand.Retrain;
import io.headrace.training.core.TrainingCommand.Settle;
import io.headrace.training.core.TrainingEvent.ModelTrained;
import io.headrace.training.core.TrainingEvent.RunFailed;
import io.headrace.training.core.TrainingEvent.RunStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A pipeline's life by dice and a virtual clock: no change is forgotten, none trained twice, and nothing waits longer
/// than its trigger says.
final class TrainingReplayTest {

    private static final Trigger TRIGGER =
            new Trigger(40L, Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(3));

    private final TrainingDecider decider = new TrainingDecider();
    private final List<TrainingEvent> history = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private Training state = decider.initial();
    private Instant now = Givens.START;
    private Random random = new Random();
    private int revision;
    private long cut;
    private long changes;
    private long deployment;
    private long requests;
    private boolean failing;

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
            pass(Duration.ofMillis(random.nextInt(5) == 0 ? random.nextInt(2_000) : random.nextInt(30)));
            step();
        }
        settle();
        dataset(1);
        settle();
        pass(Duration.ofMinutes(1));
        settle();

        assertThat(runs).as("seed %d", seed).hasSizeGreaterThan(100);
        Run last = runs.getLast();
        assertThat(last.feed().cut().number()).as("the newest rows are trained").isEqualTo(cut);
        assertThat(last.feed().revision()).isEqualTo(revision);
        assertThat(decider.replay(history)).isEqualTo(state);
        noneIsDoubledAndNoneTooSoon();
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4, 5 -> dataset(random.nextInt(15));
            case 6, 7, 8 -> settle();
            case 9 -> give(new Retrain("r" + requests++, "house", "ann"));
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
        give(new TrainingCommand.FollowPlan(Givens.plan(revision, TRIGGER)));
        dataset(0);
    }

    private void dataset(int more) {
        cut++;
        changes += more;
        // The champion's revision is served as well, and first.
        Champion champion = state.ledger().champion();
        if (champion != null && champion.revision() < revision) {
            give(Givens.dataset(champion.revision(), cut, 1_000_000 + cut));
        }
        give(Givens.dataset(revision, cut, changes));
    }

    private void settle() {
        if (state.ledger().stage() instanceof Ledger.Stage.Unsettled unsettled) {
            if (random.nextBoolean()) {
                give(new Settle(unsettled.version()));
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
        if (feed != null
                && feed.since().first() != null
                && state.ledger().stage() instanceof Ledger.Stage.Idle
                && !lacksRowsOfTheChampion()
                && ((Training.Active) state).pending(feed) > 0) {
            assertThat(Duration.between(feed.since().first(), now))
                    .as("waiting since the first change")
                    .isLessThanOrEqualTo(Duration.ofSeconds(3));
        }
    }

    /// They may be waited for longer than the trigger says.
    private boolean lacksRowsOfTheChampion() {
        Champion champion = state.ledger().champion();
        return champion != null && state.feed(champion.revision()) == null;
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
            if (run.why().equals("changes") || run.why().equals("quiet")) {
                assertThat(Duration.between(before.at(), run.at())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            }
        }
    }
}
