package io.headrace.training.core;

import static io.headrace.kernel.decider.Decision.accept;
import static io.headrace.kernel.decider.Decision.reject;

import io.headrace.kernel.decider.Decider;
import io.headrace.kernel.decider.Decision;
import io.headrace.training.core.Ledger.Stage;
import io.headrace.training.core.Training.Active;
import io.headrace.training.core.Training.Dormant;
import io.headrace.training.core.TrainingEvent.RunFailed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which cuts are worth a run, one run at a time.
///
/// ```
///            RunStarted        ModelTrained           settled, deployed
///   Idle ───────────────► Running ──────────► Unsettled ───────────────► Idle
///    ▲       RunQueued      │                     │ outdated
///    └──── RunFailed ───────┘                     ▼
///    ▲    RunCancelled                         Outdated
///    └──────────── ChampionNoted ─────────────────┘
/// ```
/// A run of a built-in trainer ends in the decision that begins it; one that a worker makes, when the worker says so.
///
/// Every command first says what was learned; then the trigger is asked whether that makes a run due.
public final class TrainingDecider implements Decider<TrainingCommand, Training, TrainingEvent> {

    /// Why a run does not wait for the trigger: somebody asks for it.
    static final String BY_REQUEST = "request";

    /// Kinds of requests.
    public static final String RETRAIN = "retrain";

    public static final String CANCEL = "cancel";

    private static final String DELETED = "the pipeline was deleted";

    private final PruningRules pruning;

    /// @param retention of artifacts that are never deployed
    public TrainingDecider(Retention retention) {
        this.pruning = new PruningRules(retention);
    }

    @Override
    public Training initial() {
        return new Dormant(Ledger.EMPTY, List.of());
    }

    @Override
    public Decision<TrainingEvent> decide(TrainingCommand command, Training state, Instant now) {
        return switch (command) {
            case TrainingCommand.FollowPlan(Plan plan) -> follow(plan, state, now);
            case TrainingCommand.Stop() -> stop(state);
            case TrainingCommand.NoteDataset note -> note(note, state, now);
            case TrainingCommand.NoteChampion note -> note(note, state, now);
            case TrainingCommand.Settle(long version) -> settle(version, state, now);
            case TrainingCommand.Reject(long version) -> rejected(version, state, now);
            case TrainingCommand.Dismiss(long version) -> dismissed(version, state, now);
            case TrainingCommand.RunAgain(long version) -> runAgain(version, state, now);
            case TrainingCommand.Retrain retrain -> retrain(retrain, state, now);
            case TrainingCommand.FinishRun(Outcome outcome) ->
                new Decision.Accepted<>(JobRules.finished(outcome, state));
            case TrainingCommand.FinishJob(String run, Outcome outcome) ->
                thenRun(state, now, JobRules.finished(run, outcome, state));
            case TrainingCommand.Cancel cancel -> JobRules.cancel(cancel, state);
            case TrainingCommand.FinishPruning(Prunable found, Instant at) ->
                new Decision.Accepted<>(pruning.found(found, at));
            case TrainingCommand.WakeUp(Instant deadline) -> wakeUp(state, now);
        };
    }

    @Override
    public Training evolve(Training state, TrainingEvent event) {
        return TrainingHistory.evolve(state, event);
    }

    /// When the trigger wants to be asked again, an obligation comes at risk, or artifacts are pruned.
    public static Optional<Instant> deadline(Training state) {
        return Stream.of(
                        TriggerRules.due(state).map(TriggerRules.Due::at),
                        ForgettingRules.deadline(state),
                        PruningRules.deadline(state))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private Decision<TrainingEvent> follow(Plan plan, Training state, Instant now) {
        return switch (state) {
            case Active active ->
                plan.revision() > active.plan().revision() ? thenRun(state, now, replaced(plan, state)) : accept();
            case Dormant dormant -> thenRun(state, now, new TrainingEvent.PlanFollowed(plan));
        };
    }

    private static List<TrainingEvent> replaced(Plan plan, Training state) {
        List<TrainingEvent> events =
                new ArrayList<>(JobRules.cancelled(state, "revision %d is in force".formatted(plan.revision())));
        events.addAll(ForgettingRules.followed(plan, state));
        events.add(new TrainingEvent.PlanFollowed(plan));
        return events;
    }

    private static Decision<TrainingEvent> stop(Training state) {
        return switch (state) {
            case Active active -> {
                List<TrainingEvent> events = new ArrayList<>(JobRules.cancelled(state, DELETED));
                events.addAll(ForgettingRules.released(state, DELETED));
                events.add(new TrainingEvent.Stopped());
                yield new Decision.Accepted<>(events);
            }
            case Dormant dormant -> accept();
        };
    }

    private Decision<TrainingEvent> note(TrainingCommand.NoteDataset note, Training state, Instant now) {
        Feed before = state.feed(note.revision());
        if (isOfNoConcern(note, state) || (before != null && !note.cut().isAfter(before.cut()))) {
            return accept();
        }
        boolean moved = before == null || note.changes() != before.changes();
        Instant last = before == null || moved ? now : before.since().last();
        Instant first = before == null || before.since().first() == null
                ? (moved ? now : null)
                : before.since().first();
        long skipped = before == null ? 0 : before.since().skipped();
        Feed feed = new Feed(
                note.revision(),
                note.cut(),
                note.changes(),
                note.rows(),
                note.problem(),
                new Feed.Since(first, last, skipped));
        List<TrainingEvent> events = new ArrayList<>(List.of(new TrainingEvent.DatasetNoted(feed)));
        String problemBefore = before == null ? null : before.problem();
        if (note.problem() != null && !note.problem().equals(problemBefore)) {
            events.add(new RunFailed(note.revision(), note.cut(), note.problem(), null));
        } else if (note.problem() == null && problemBefore != null) {
            events.add(new TrainingEvent.RunDemanded("repaired"));
        }
        TrainingCommand.Departed departed = note.departed();
        if (departed != null) {
            events.addAll(ForgettingRules.departed(
                    new Departures(note.cut(), departed.rows(), departed.since()),
                    departed.lastCut(),
                    before == null ? null : before.cut(),
                    state));
        }
        return thenRun(state, now, events);
    }

    /// Rows of a revision that was replaced, unless the champion is its work.
    private static boolean isOfNoConcern(TrainingCommand.NoteDataset note, Training state) {
        return switch (state) {
            case Dormant dormant -> false;
            case Active active -> {
                Champion champion = active.ledger().champion();
                boolean isChampions = champion != null && champion.revision() == note.revision();
                yield note.revision() < active.plan().revision() && !isChampions;
            }
        };
    }

    private Decision<TrainingEvent> note(TrainingCommand.NoteChampion note, Training state, Instant now) {
        Champion known = state.ledger().champion();
        if (known != null && note.deployment() <= known.deployment()) {
            return accept();
        }
        Champion champion = new Champion(note.version(), note.revision(), note.deployment(), now);
        List<TrainingEvent> events = new ArrayList<>(List.of(new TrainingEvent.ChampionNoted(champion)));
        events.addAll(ForgettingRules.deployed(note.version(), note.cut(), state));
        return thenRun(state, now, events);
    }

    private Decision<TrainingEvent> settle(long version, Training state, Instant now) {
        return isUnsettled(version, state) ? thenRun(state, now, new TrainingEvent.VersionSettled(version)) : accept();
    }

    private Decision<TrainingEvent> rejected(long version, Training state, Instant now) {
        return isUnsettled(version, state)
                ? thenRun(state, now, pruning.lapsed(version, now), new TrainingEvent.VersionSettled(version))
                : accept();
    }

    private Decision<TrainingEvent> dismissed(long version, Training state, Instant now) {
        return version > state.ledger().pruning().dismissed()
                ? thenRun(state, now, pruning.lapsed(version, now), new TrainingEvent.VersionDismissed(version))
                : accept();
    }

    private Decision<TrainingEvent> runAgain(long version, Training state, Instant now) {
        return isUnsettled(version, state)
                ? thenRun(state, now, pruning.lapsed(version, now), new TrainingEvent.VersionOutdated(version))
                : accept();
    }

    private Decision<TrainingEvent> wakeUp(Training state, Instant now) {
        List<TrainingEvent> learned = new ArrayList<>(ForgettingRules.woken(state, now));
        learned.addAll(PruningRules.woken(state, now));
        return thenRun(state, now, learned);
    }

    static boolean isUnsettled(long version, Training state) {
        return state.ledger().stage() instanceof Stage.Unsettled unsettled && unsettled.version() == version;
    }

    private Decision<TrainingEvent> retrain(TrainingCommand.Retrain retrain, Training state, Instant now) {
        if (state.ledger().notes().answered().contains(retrain.requestId())) {
            return accept();
        }
        return switch (state) {
            case Dormant dormant -> reject("there is no pipeline %s in force".formatted(retrain.pipeline()));
            case Active active ->
                RetrainRules.withoutRun(retrain, active)
                        .orElseGet(() -> thenRun(
                                active,
                                now,
                                RetrainRules.promise(retrain, active),
                                new TrainingEvent.RunDemanded(BY_REQUEST)));
        };
    }

    private Decision<TrainingEvent> thenRun(Training state, Instant now, TrainingEvent... learned) {
        return thenRun(state, now, List.of(learned));
    }

    private Decision<TrainingEvent> thenRun(Training state, Instant now, List<TrainingEvent> learned) {
        Training after = state;
        for (TrainingEvent event : learned) {
            after = evolve(after, event);
        }
        List<TrainingEvent> events = new ArrayList<>(learned);
        Optional<TrainingEvent> news = ExpectationRules.news(after);
        if (news.isPresent()) {
            events.add(news.get());
            after = evolve(after, news.get());
        }
        switch (after) {
            case Dormant dormant -> {}
            case Active active -> events.addAll(TriggerRules.next(active, now));
        }
        return new Decision.Accepted<>(events);
    }
}
