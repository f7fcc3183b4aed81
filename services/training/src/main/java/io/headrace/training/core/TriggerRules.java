package io.headrace.training.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When the next run is due: a pure function of the state.
final class TriggerRules {

    static final String LACKS_ROWS = "waits for rows: one at least in the training split and one in the test split";

    /// After a rollback to a version of an older revision, its statistics are computed anew; so long they are waited
    /// for, so that the challenger can be measured against it.
    private static final Duration CHAMPION_WAIT = Duration.ofSeconds(10);

    private TriggerRules() {}

    /// A time to run, and why then.
    record Due(Instant at, String why) {}

    /// A run if one is due, or why none is if that is news.
    static Optional<TrainingEvent> next(Training.Active state, Instant now) {
        Feed feed = state.feed();
        if (feed == null) {
            return Optional.empty();
        }
        // News of a version may be dated before the rows that wait: what is decided is decided after both.
        Instant at = now.isBefore(feed.since().last()) ? feed.since().last() : now;
        Optional<Due> due = due(state).filter(when -> !when.at().isAfter(at));
        if (due.isPresent()) {
            Run run = new Run(
                    state.ledger().versions() + 1,
                    feed,
                    due.get().why(),
                    state.pending(feed),
                    at,
                    state.ledger().champion());
            return Optional.of(
                    switch (state.plan().trainer()) {
                        case Trainer.Ridge _ -> new TrainingEvent.RunStarted(state.plan(), run);
                        case Trainer.External external ->
                            new TrainingEvent.RunQueued(
                                    external, run.behind(state.ledger().last()));
                    });
        }
        String held = heldBy(state, feed);
        return held == null || held.equals(state.ledger().notes().held())
                ? Optional.empty()
                : Optional.of(new TrainingEvent.TrainingHeld(
                        held,
                        feed.cut().number(),
                        state.pending(feed),
                        feed.rows().usable()));
    }

    /// When a run is due if nothing else happens; empty: never.
    static Optional<Due> due(Training state) {
        return switch (state) {
            case Training.Dormant dormant -> Optional.empty();
            case Training.Active active -> due(active);
        };
    }

    private static Optional<Due> due(Training.Active state) {
        Feed feed = state.feed();
        if (feed == null || obstacle(state, feed) != null) {
            return Optional.empty();
        }
        return untilChampion(state, wanted(state, feed));
    }

    /// Whether the first run cannot be made of so few rows.
    static boolean lacksRows(Training.Active state, Feed feed) {
        return state.ledger().versions() == 0 && feed.rows().areMissing();
    }

    /// Why no run may begin, however much has changed; null: one may.
    static @Nullable String obstacle(Training.Active state, Feed feed) {
        if (feed.problem() != null) {
            return feed.problem();
        }
        if (lacksRows(state, feed)) {
            return LACKS_ROWS + feed.rows().refusedFor();
        }
        List<Breach> breaches = ExpectationRules.breaches(state, feed);
        if (!breaches.isEmpty()) {
            return ExpectationRules.held(breaches);
        }
        return switch (state.ledger().stage()) {
            case Ledger.Stage.Idle idle -> null;
            case Ledger.Stage.Running running -> "waits for the end of a run";
            case Ledger.Stage.Unsettled unsettled -> "waits until the version before is settled";
            case Ledger.Stage.Outdated outdated -> "waits for news of the champion";
        };
    }

    /// As [#due(Training)], if nothing stood in the way.
    static Optional<Due> wanted(Training.Active state, Feed feed) {
        Ledger ledger = state.ledger();
        if (ledger.demand() != null) {
            return Optional.of(new Due(Instant.EPOCH, ledger.demand()));
        }
        Ledger.Ended last = ledger.last();
        if (last == null || last.run().feed().revision() != feed.revision()) {
            return Optional.of(new Due(Instant.EPOCH, "revision"));
        }
        long pending = state.pending(feed);
        return pending > 0
                ? forgetting(
                        ledger,
                        TriggerPolicy.due(
                                state.plan().trigger(),
                                feed,
                                pending,
                                last.run().at()))
                : Optional.empty();
    }

    /// Rows that have to be forgotten wait no longer than half their time, whatever the policy says.
    private static Optional<Due> forgetting(Ledger ledger, Optional<Due> due) {
        Obligation open = ledger.forgetting().open();
        return open == null
                ? due
                : open.trainBy()
                        .filter(at -> due.isEmpty() || at.isBefore(due.get().at()))
                        .map(at -> new Due(at, "forget"))
                        .or(() -> due);
    }

    private static Optional<Due> untilChampion(Training.Active state, Optional<Due> due) {
        Champion champion = state.ledger().champion();
        if (champion == null || state.feed(champion.revision()) != null) {
            return due;
        }
        Instant patience = champion.since().plus(CHAMPION_WAIT);
        return due.map(wanted -> wanted.at().isBefore(patience) ? new Due(patience, wanted.why()) : wanted);
    }

    /// Why changed rows still wait, for people; null: none wait. Without numbers that move with every change.
    static @Nullable String heldBy(Training.Active state, Feed feed) {
        // Rows that were there before the pipeline are no changes: where all are refused, or not as expected, that is
        // news all the same.
        boolean refusesAll = lacksRows(state, feed) && !feed.rows().refused().isEmpty();
        boolean isBroken = !ExpectationRules.breaches(state, feed).isEmpty();
        if (state.pending(feed) == 0 && !refusesAll && !isBroken) {
            return null;
        }
        String obstacle = obstacle(state, feed);
        if (obstacle != null) {
            return obstacle;
        }
        Champion champion = state.ledger().champion();
        if (champion != null && state.feed(champion.revision()) == null) {
            return "waits for the rows of revision %d, which trained the champion".formatted(champion.revision());
        }
        return TriggerPolicy.heldBy(state.plan().trigger(), feed, state.pending(feed));
    }
}
