package io.headrace.training.core;

import static io.headrace.kernel.decider.Decision.accept;
import static io.headrace.kernel.decider.Decision.reject;

import io.headrace.kernel.decider.Decision;
import io.headrace.training.core.Ledger.Stage;
import io.headrace.training.core.TrainingEvent.RequestAnswered;
import java.util.List;
import java.util.Optional;

/// Runs that workers make, while they last.
final class JobRules {

    private JobRules() {}

    /// The run that is not at its end; empty: there is none.
    static Optional<Run> running(Training state) {
        return state.ledger().stage() instanceof Stage.Running(Run run) ? Optional.of(run) : Optional.empty();
    }

    /// What becomes of the run, if there is one, for a reason that makes it useless.
    static List<TrainingEvent> cancelled(Training state, String reason) {
        return running(state).<TrainingEvent>map(run -> new TrainingEvent.RunCancelled(run, reason)).stream()
                .toList();
    }

    /// What a request to end the run leads to, and its answer at the end.
    static Decision<TrainingEvent> cancel(TrainingCommand.Cancel cancel, Training state) {
        if (state.ledger().notes().answered().contains(cancel.requestId())) {
            return accept();
        }
        return running(state)
                .<Decision<TrainingEvent>>map(run -> new Decision.Accepted<>(List.of(
                        new TrainingEvent.RunCancelled(run, "%s asked for it".formatted(cancel.askedBy())),
                        new RequestAnswered(
                                cancel.requestId(),
                                TrainingDecider.CANCEL,
                                true,
                                "the run at cut %d is cancelled; the next one begins when the trigger says so"
                                        .formatted(run.feed().cut().number()),
                                cancel.askedBy()))))
                .orElseGet(() -> reject("no run of %s is with a worker".formatted(cancel.pipeline())));
    }

    /// What a worker made of a run.
    static List<TrainingEvent> finished(String id, Outcome outcome, Training state) {
        if (running(state).filter(run -> run.id().equals(id)).isPresent()) {
            return finished(outcome, state);
        }
        // A run that lasts may make the same bytes.
        return outcome instanceof Outcome.Trained trained && running(state).isEmpty()
                ? List.of(
                        new TrainingEvent.OutcomeUnwanted(id, trained.artifact().sha256()))
                : List.of();
    }

    /// The end of the run that there is.
    static List<TrainingEvent> finished(Outcome outcome, Training state) {
        return state instanceof Training.Active active
                ? running(state).map(run -> ended(active.plan(), run, outcome)).stream()
                        .toList()
                : List.of();
    }

    private static TrainingEvent ended(Plan plan, Run run, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Trained trained -> new TrainingEvent.ModelTrained(plan, run, trained);
            case Outcome.Failed(String reason) ->
                new TrainingEvent.RunFailed(run.feed().revision(), run.feed().cut(), reason, run);
        };
    }
}
