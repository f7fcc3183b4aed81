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
import io.headrace.kernel.decider.Decision;
import io.headrace.training.core.TrainingCommand.Cancel;
import io.headrace.training.core.TrainingCommand.FinishJob;
import io.headrace.training.core.TrainingCommand.FollowPlan;
import io.headrace.training.core.TrainingCommand.Stop;
import io.headrace.training.core.TrainingEvent.DatasetNoted;
import io.headrace.training.core.TrainingEvent.ModelTrained;
import io.headrace.training.core.TrainingEvent.OutcomeUnwanted;
import io.headrace.training.core.TrainingEvent.PlanFollowed;
import io.headrace.training.core.TrainingEvent.RequestAnswered;
import io.headrace.training.core.TrainingEvent.RunCancelled;
import io.headrace.training.core.TrainingEvent.RunFailed;
import io.headrace.training.core.TrainingEvent.RunQueued;
import io.headrace.training.core.TrainingEvent.Stopped;
import io.headrace.training.core.Trigger.WhileActive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class JobRulesTest {

    private static final Trainer.OnWorker FOREST =
            new Trainer.OnWorker("external", "forest", "{\"trees\":10}", 7, Duration.ofMinutes(1));
    private static final Plan PLAN = Givens.of(FOREST, plan(1, trigger()));
    private static final Plan NEXT = Givens.of(FOREST, plan(2, trigger()));
    private static final Instant LATER = START.plusSeconds(60);
    private static final Feed FIRST = feed(dataset(1, 7, 1000), START, START);
    private static final Run RUN = new Run(1, FIRST, "revision", 1000, START, null);
    private static final TrainingEvent[] RUNNING = {
        new PlanFollowed(PLAN), new DatasetNoted(FIRST), new RunQueued(FOREST, RUN)
    };

    private final TrainingDecider decider = new TrainingDecider(Retention.USUAL);
    private final DeciderSpec<TrainingCommand, Training, TrainingEvent> now = DeciderSpec.of(decider, START);
    private final DeciderSpec<TrainingCommand, Training, TrainingEvent> later = DeciderSpec.of(decider, LATER);

    @Test
    void aRunOfAWorkersTrainerIsQueued() {
        now.given(new PlanFollowed(PLAN))
                .when(dataset(1, 7, 1000))
                .then(new DatasetNoted(FIRST), new RunQueued(FOREST, RUN));
    }

    @Test
    void whatAWorkerMadeIsAVersion() {
        later.given(RUNNING).when(new FinishJob(RUN.id(), trained())).then(new ModelTrained(PLAN, RUN, trained()));
    }

    @Test
    void whatCameMeanwhileIsTrainedWhenTheRunHasFailed() {
        Feed second = feed(dataset(1, 8, 1100), LATER, LATER);
        Training state = decider.replay(List.of(
                new PlanFollowed(PLAN), new DatasetNoted(FIRST), new RunQueued(FOREST, RUN), new DatasetNoted(second)));
        assertThat(TriggerRules.due(state)).as("one run at a time").isEmpty();
        later.given(
                        new PlanFollowed(PLAN),
                        new DatasetNoted(FIRST),
                        new RunQueued(FOREST, RUN),
                        new DatasetNoted(second))
                .when(new FinishJob(RUN.id(), new Outcome.Failed("it crashed")))
                .then(
                        new RunFailed(1, cut(7), "it crashed", RUN),
                        new RunQueued(FOREST, new Run(1, second, "changes", 100, LATER, null)));
    }

    @Test
    void whatAWorkerMadeOfAnotherRunIsNoVersion() {
        later.given(
                        new PlanFollowed(PLAN),
                        new DatasetNoted(FIRST),
                        new RunQueued(FOREST, RUN),
                        new RunCancelled(RUN, "no"))
                .when(new FinishJob("1@earlier", trained()))
                .then(new OutcomeUnwanted("1@earlier", "ab"));
        later.given(RUNNING).when(new FinishJob("1@earlier", trained())).thenNothing();
        later.given(RUNNING)
                .when(new FinishJob("1@earlier", new Outcome.Failed("no")))
                .thenNothing();
        later.given(new PlanFollowed(PLAN), new Stopped())
                .when(new FinishJob(RUN.id(), trained()))
                .then(new OutcomeUnwanted(RUN.id(), "ab"));
    }

    @Test
    void aNewRevisionCancelsTheRunOfTheOneBefore() {
        later.given(RUNNING)
                .when(new FollowPlan(NEXT))
                .then(new RunCancelled(RUN, "revision 2 is in force"), new PlanFollowed(NEXT));
    }

    @Test
    void aDeletedPipelineCancelsItsRun() {
        later.given(RUNNING).when(new Stop()).then(new RunCancelled(RUN, "the pipeline was deleted"), new Stopped());
    }

    @Test
    void somebodyCancelsTheRun() {
        later.given(RUNNING)
                .when(new Cancel("r", "house", "ann"))
                .then(
                        new RunCancelled(RUN, "ann asked for it"),
                        new RequestAnswered(
                                "r",
                                "cancel",
                                true,
                                "the run at cut 7 is cancelled; the next one begins when the trigger says so",
                                "ann"));
        later.given(
                        new PlanFollowed(PLAN),
                        new DatasetNoted(FIRST),
                        new RunQueued(FOREST, RUN),
                        new RunCancelled(RUN, "ann asked for it"))
                .when(new TrainingCommand.WakeUp(LATER))
                .thenNothing();
    }

    @Test
    void aRunThatIsNotThereIsNotCancelled() {
        later.given(new PlanFollowed(PLAN))
                .when(new Cancel("r", "house", "ann"))
                .thenRejected("no run of house is with a worker");
    }

    @Test
    void newerRowsTakeThePlaceOfTheRunWhereTheTriggerSaysSo() {
        Plan hasty = Givens.of(FOREST, plan(1, trigger(WhileActive.CANCEL_ACTIVE)));
        Feed second = feed(dataset(1, 8, 1100), LATER, LATER);
        later.given(new PlanFollowed(hasty), new DatasetNoted(FIRST), new RunQueued(FOREST, RUN))
                .when(dataset(1, 8, 1100))
                .then(
                        new DatasetNoted(second),
                        new RunCancelled(RUN, "rows of cut 8 came while it ran (changes)"),
                        new RunQueued(FOREST, new Run(1, second, "changes", 100, LATER, null)));
    }

    @Test
    void tooFewNewRowsCancelNoRun() {
        Plan hasty = Givens.of(FOREST, plan(1, trigger(WhileActive.CANCEL_ACTIVE)));
        List<TrainingEvent> events =
                new ArrayList<>(List.of(new PlanFollowed(hasty), new DatasetNoted(FIRST), new RunQueued(FOREST, RUN)));
        events.add(new DatasetNoted(feed(dataset(1, 8, 1001), LATER, LATER)));
        assertThat(TriggerRules.due(decider.replay(events)))
                .hasValue(new TriggerRules.Due(LATER.plusMillis(200), "quiet"));
    }

    @Test
    void aRunThatIsDueWhileOneIsActiveIsLeftOutWhereTheTriggerSaysSo() {
        Plan busy = Givens.of(FOREST, plan(1, trigger(WhileActive.SKIP)));
        Feed second = feed(dataset(1, 8, 1100), LATER, LATER);
        later.given(new PlanFollowed(busy), new DatasetNoted(FIRST), new RunQueued(FOREST, RUN))
                .when(dataset(1, 8, 1100))
                .then(
                        new DatasetNoted(second),
                        new TrainingEvent.RunSkipped(second, "changes"),
                        new TrainingEvent.TrainingHeld(
                                "skipped a run that was due (changes) while another was active", 8, 100, 100));
        later.given(
                        new PlanFollowed(busy),
                        new DatasetNoted(FIRST),
                        new RunQueued(FOREST, RUN),
                        new DatasetNoted(second),
                        new TrainingEvent.RunSkipped(second, "changes"))
                .when(new FinishJob(RUN.id(), new Outcome.Failed("it crashed")))
                .then(new RunFailed(1, cut(7), "it crashed", RUN));
    }

    @Test
    void whatWasSkippedIsTrainedWithTheNextChangeAndOnRequest() {
        Plan busy = Givens.of(FOREST, plan(1, trigger(WhileActive.SKIP)));
        Feed second = feed(dataset(1, 8, 1100), LATER, LATER);
        List<TrainingEvent> past = List.of(
                new PlanFollowed(busy),
                new DatasetNoted(FIRST),
                new RunQueued(FOREST, RUN),
                new DatasetNoted(second),
                new TrainingEvent.RunSkipped(second, "changes"),
                new RunFailed(1, cut(7), "it crashed", RUN));
        Training state = decider.replay(past);
        assertThat(TriggerRules.due(state)).isEmpty();
        Feed third = feed(dataset(1, 9, 1101), LATER, LATER);
        Training next = decider.evolve(
                state,
                new DatasetNoted(new Feed(1, cut(9), 1101, third.rows(), null, new Feed.Since(LATER, LATER, 1100))));
        assertThat(TriggerRules.due(next)).hasValue(new TriggerRules.Due(LATER.plusMillis(200), "quiet"));
        later.given(past.toArray(TrainingEvent[]::new))
                .when(new TrainingCommand.Retrain("r", "house", "ann"))
                .then(
                        new RequestAnswered("r", "retrain", true, "training at cut 8", "ann"),
                        new TrainingEvent.RunDemanded("request"),
                        new RunQueued(FOREST, new Run(1, second.skipped(), "request", 0, LATER, null)));
    }

    /// Rows come, workers are done, fail or are late, people cancel and write revisions, in any order.
    @Test
    void everyRunEndsOnceAndNothingThatCameWaitsForEver() {
        for (int life = 0; life < 300; life++) {
            long seed = System.nanoTime();
            new Life(seed).live(200);
            new Life(seed, WhileActive.CANCEL_ACTIVE).live(200);
            new Life(seed, WhileActive.SKIP).live(200);
        }
    }

    private final class Life {

        private final long seed;
        private final WhileActive whileActive;
        private final Random random;
        private final Set<String> open = new HashSet<>();
        private final List<String> ended = new ArrayList<>();
        private final List<Long> versions = new ArrayList<>();
        private Training state = decider.initial();
        private Instant clock = START;
        private int revision;
        private long cutNumber;
        private long changes;

        Life(long seed) {
            this(seed, WhileActive.QUEUE_LATEST);
        }

        Life(long seed, WhileActive whileActive) {
            this.seed = seed;
            this.whileActive = whileActive;
            this.random = new Random(seed);
        }

        void live(int steps) {
            give(new FollowPlan(next(++revision)));
            for (int step = 0; step < steps; step++) {
                clock = clock.plusMillis(random.nextInt(700));
                fireTimers();
                give(next());
            }
            quiesce();
        }

        private TrainingCommand next() {
            return switch (random.nextInt(9)) {
                case 0 -> new FollowPlan(next(++revision));
                case 1 -> new Cancel("r" + random.nextInt(), "house", "ann");
                case 2 -> new FinishJob("1@never", trained());
                case 3, 4 -> finish(new Outcome.Failed("it crashed"));
                case 5, 6 -> finish(trained());
                default -> rows();
            };
        }

        private Plan next(int number) {
            return Givens.of(FOREST, plan(number, trigger(whileActive)));
        }

        private TrainingCommand rows() {
            changes += 1 + random.nextInt(200);
            return dataset(revision, ++cutNumber, changes);
        }

        private TrainingCommand finish(Outcome outcome) {
            return new FinishJob(open.stream().findAny().orElse("1@none"), outcome);
        }

        /// Nothing more comes but what was begun: all rows are in a run in the end.
        private void quiesce() {
            give(rows());
            for (int turn = 0; turn < 10; turn++) {
                clock = clock.plusSeconds(5);
                fireTimers();
                if (!open.isEmpty()) {
                    give(finish(trained()));
                }
            }
            assertThat(open).as("seed %d", seed).isEmpty();
            assertThat(ended).as("seed %d", seed).doesNotHaveDuplicates();
            assertThat(versions).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
            assertThat(state)
                    .as("seed %d", seed)
                    .isInstanceOfSatisfying(
                            Training.Active.class,
                            active -> assertThat(active.pending(Objects.requireNonNull(active.feed())))
                                    .isZero());
        }

        private void fireTimers() {
            Optional<Instant> due = TrainingDecider.deadline(state).filter(at -> !at.isAfter(clock));
            if (due.isPresent()) {
                give(new TrainingCommand.WakeUp(due.get()));
            }
        }

        private void give(TrainingCommand command) {
            switch (decider.decide(command, state, clock)) {
                case Decision.Accepted<TrainingEvent>(var events) -> events.forEach(this::happen);
                case Decision.Rejected<TrainingEvent> _ -> {}
            }
        }

        private void happen(TrainingEvent event) {
            state = decider.evolve(state, event);
            switch (event) {
                case RunQueued(var trainer, Run run) -> {
                    assertThat(open).as("seed %d: one run at a time", seed).isEmpty();
                    open.add(run.id());
                }
                case RunCancelled(Run run, var reason) -> end(run);
                case RunFailed failed -> end(Objects.requireNonNull(failed.run()));
                case ModelTrained(var plan, Run run, var outcome) -> {
                    end(run);
                    versions.add(run.version());
                    // Validation and deployment are done with it at once.
                    give(new TrainingCommand.Settle(run.version()));
                }
                default -> {}
            }
        }

        private void end(Run run) {
            assertThat(open.remove(run.id()))
                    .as("seed %d: %s was open", seed, run.id())
                    .isTrue();
            ended.add(run.id());
        }
    }
}
