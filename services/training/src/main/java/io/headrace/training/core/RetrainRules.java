package io.headrace.training.core;

import static io.headrace.kernel.decider.Decision.accept;
import static io.headrace.kernel.decider.Decision.reject;

import io.headrace.exact.Ridge;
import io.headrace.kernel.decider.Decision;
import io.headrace.training.core.Ledger.Stage;
import io.headrace.training.core.Training.Active;
import io.headrace.training.core.TrainingEvent.RequestAnswered;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a request to train again is told.
final class RetrainRules {

    private RetrainRules() {}

    /// The answer where no run follows from the request; empty: one does.
    static Optional<Decision<TrainingEvent>> withoutRun(TrainingCommand.Retrain retrain, Active state) {
        Feed feed = state.feed();
        if (feed == null) {
            return Optional.of(accept(answer(
                    retrain,
                    "no rows of revision %d were read yet: its first run begins with them"
                            .formatted(state.plan().revision()))));
        }
        if (feed.problem() != null) {
            return Optional.of(reject(feed.problem()));
        }
        if (TriggerRules.lacksRows(state, feed)) {
            return Optional.of(accept(answer(
                    retrain,
                    "it %s; its first run begins with them%s"
                            .formatted(TriggerRules.LACKS_ROWS, feed.rows().refusals()))));
        }
        Active asked = new Active(state.plan(), state.ledger().demanding(TrainingDecider.BY_REQUEST), state.feeds());
        List<Breach> breaches = ExpectationRules.breaches(asked, feed);
        if (!breaches.isEmpty()) {
            return Optional.of(
                    reject("the rows at cut %d are not as expected: %s; mend them, or write another expectation"
                            .formatted(feed.cut().number(), ExpectationRules.sentence(breaches))));
        }
        Ledger.Ended last = state.ledger().last();
        if (last != null && last.version() != null && isRepeated(last, feed)) {
            return Optional.of(accept(answer(
                    retrain,
                    "version %d was trained by revision %d at cut %d already, and nothing changed since: its result is used again"
                            .formatted(
                                    last.version(), feed.revision(), feed.cut().number()))));
        }
        return Optional.empty();
    }

    /// When the run that follows will begin. There are rows for it.
    static RequestAnswered promise(TrainingCommand.Retrain retrain, Active state) {
        return answer(
                retrain,
                switch (state.ledger().stage()) {
                    case Stage.Idle idle ->
                        "training at cut %d"
                                .formatted(Objects.requireNonNull(state.feed())
                                        .cut()
                                        .number());
                    case Stage.Running running ->
                        ActiveRules.givesWay(state.plan())
                                ? "a run on the newest rows takes the place of the one that runs"
                                : "a run follows the one that runs";
                    case Stage.Unsettled unsettled ->
                        "a run on the newest rows follows once version %d is settled".formatted(unsettled.version());
                    case Stage.Outdated outdated -> "a run on the newest rows follows shortly";
                });
    }

    /// The same rows by the same revision and trainer give the same bits.
    private static boolean isRepeated(Ledger.Ended last, Feed feed) {
        return last.run().feed().revision() == feed.revision()
                && last.run().feed().cut().equals(feed.cut())
                && last.trainer().equals(Ridge.VERSION);
    }

    private static RequestAnswered answer(TrainingCommand.Retrain retrain, String sentence) {
        return new RequestAnswered(retrain.requestId(), TrainingDecider.RETRAIN, true, sentence, retrain.askedBy());
    }
}
