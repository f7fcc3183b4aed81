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
    static List<TrainingEvent> next(Training.Active state, Instant now) {
        Feed feed = state.feed();
        if (feed == null) {
            return List.of();
        }
        // News of a version may be dated before the rows that wait: what is decided is decided after both.
        Instant at = now.isBefore(feed.since().last()) ? feed.since().last() : now;
        Optional<Due> due = due(state).filter(when -> !when.at().isAfter(at));
        if (due.isPresent()) {
            return ActiveRules.begin(state, feed, new Due(at, due.get().why()));
        }
        String held = heldBy(state, feed);
        return held == null || held.equals(state.ledger().notes().held())
                ? List.of()
                : List.of(held(state, feed, held));
    }

    static TrainingEvent held(Training.Active state, Feed feed, String reason) {
        return new TrainingEvent.TrainingHeld(
                reason, feed.cut().number(), state.pending(feed), feed.rows().usable());
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
        if (feed == null) {
            return Optional.empty();
        }
        if (ActiveRules.skips(state)) {
            return inTheWay(state, feed) == null && !isFirst(state, feed) ? byPolicy(state, feed) : Optional.empty();
        }
        return obstacle(state, feed) == null ? untilChampion(state, wanted(state, feed)) : Optional.empty();
    }

    /// Whether the first run cannot be made of so few rows.
    static boolean lacksRows(Training.Active state, Feed feed) {
        return state.ledger().versions() == 0 && feed.rows().areMissing();
    }

    /// Why no run may begin, however much has changed; null: one may.
    static @Nullable String obstacle(Training.Active state, Feed feed) {
        String reason = inTheWay(state, feed);
        return reason == null ? ActiveRules.obstacle(state) : reason;
    }

    /// What of the rows themselves keeps a run from beginning.
    private static @Nullable String inTheWay(Training.Active state, Feed feed) {
        if (feed.problem() != null) {
            return feed.problem();
        }
        if (lacksRows(state, feed)) {
            return LACKS_ROWS + feed.rows().refusedFor();
        }
        List<Breach> breaches = ExpectationRules.breaches(state, feed);
        return breaches.isEmpty() ? null : ExpectationRules.held(breaches);
    }

    /// As [#due(Training)], if nothing stood in the way.
    static Optional<Due> wanted(Training.Active state, Feed feed) {
        Ledger ledger = state.ledger();
        if (ledger.demand() != null) {
            return Optional.of(new Due(Instant.EPOCH, ledger.demand()));
        }
        if (isFirst(state, feed)) {
            return Optional.of(new Due(Instant.EPOCH, "revision"));
        }
        return state.unseen(feed) > 0 ? forgetting(ledger, byPolicy(state, feed)) : Optional.empty();
    }

    /// Whether no run of the revision began yet.
    private static boolean isFirst(Training.Active state, Feed feed) {
        Run newest = state.newest();
        return newest == null || newest.feed().revision() != feed.revision();
    }

    private static Optional<Due> byPolicy(Training.Active state, Feed feed) {
        long pending = state.pending(feed);
        Run newest = state.newest();
        return pending > 0 && newest != null
                ? TriggerPolicy.due(state.plan().trigger(), feed, pending, newest.at())
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
