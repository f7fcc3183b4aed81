package io.headrace.training.core;

import io.headrace.training.core.Ledger.Stage;
import io.headrace.training.core.Trigger.WhileActive;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of a run that is due while one is active: from its beginning until its version is settled.
final class ActiveRules {

    private ActiveRules() {}

    /// Whether a run that is due now would be left out.
    static boolean skips(Training.Active state) {
        return state.plan().trigger().whileActive() == WhileActive.SKIP && !isIdle(state);
    }

    /// What a run that is due now waits for; null: for nothing.
    static @Nullable String obstacle(Training.Active state) {
        String waits = switch (state.ledger().stage()) {
            case Stage.Idle idle -> null;
            case Stage.Running running -> givesWay(state.plan()) ? null : "waits for the end of a run";
            case Stage.Unsettled unsettled -> "waits until the version before is settled";
            case Stage.Outdated outdated -> "waits for news of the champion";
        };
        return waits != null && skips(state) ? waits + "; a run that is due until then is left out" : waits;
    }

    /// Whether a run of this plan that is with a worker ends when another is due.
    static boolean givesWay(Plan plan) {
        return plan.trigger().whileActive() == WhileActive.CANCEL_ACTIVE;
    }

    /// What a run that is due leads to.
    static List<TrainingEvent> begin(Training.Active state, Feed feed, TriggerRules.Due due) {
        if (skips(state)) {
            return skipped(state, feed, due.why());
        }
        List<TrainingEvent> events = new ArrayList<>(JobRules.cancelled(
                state,
                "rows of cut %d came while it ran (%s)".formatted(feed.cut().number(), due.why())));
        Ledger.Ended before = events.isEmpty()
                ? state.ledger().last()
                : TrainingHistory.evolve(state, events.getFirst()).ledger().last();
        Run run = new Run(
                        state.ledger().versions() + 1,
                        feed,
                        due.why(),
                        state.pending(feed),
                        due.at(),
                        state.ledger().champion())
                .behind(before);
        events.add(
                switch (state.plan().trainer()) {
                    case Trainer.Ridge _ -> new TrainingEvent.RunStarted(state.plan(), run);
                    case Trainer.OnWorker worker -> new TrainingEvent.RunQueued(worker, run);
                });
        return events;
    }

    private static List<TrainingEvent> skipped(Training.Active state, Feed feed, String why) {
        return List.of(
                new TrainingEvent.RunSkipped(feed, why),
                TriggerRules.held(
                        state, feed, "skipped a run that was due (%s) while another was active".formatted(why)));
    }

    private static boolean isIdle(Training.Active state) {
        return state.ledger().stage() instanceof Stage.Idle;
    }
}
