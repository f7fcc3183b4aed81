package io.headrace.training.core;

import io.headrace.training.core.Training.Active;
import io.headrace.training.core.Training.Dormant;
import io.headrace.training.core.TrainingEvent.ObligationAtRisk;
import io.headrace.training.core.TrainingEvent.ObligationMet;
import io.headrace.training.core.TrainingEvent.ObligationOpened;
import io.headrace.training.core.TrainingEvent.ObligationReleased;
import io.headrace.training.core.TrainingEvent.RowsDeparted;
import io.headrace.training.core.TrainingEvent.VersionsWithdrawn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is owed to rows that left the table of a pipeline that demands forgetting.
///
/// ```
///           rows left             a version without them in production
///   nothing ─────────► open ──────────────────────────────────────────► met
///                      │  ▲ more rows left                              │ retire
///      released ◄──────┘  at risk, overdue: said once each              ▼
///                                                     versions before are withdrawn
/// ```
final class ForgettingRules {

    private ForgettingRules() {}

    /// Rows left the table since the dataset version before; those that left before any version was trained are in
    /// none.
    ///
    /// @param before the newest cut of the revision that is known; null: none is
    static List<TrainingEvent> departed(Departures told, long lastCut, @Nullable Cut before, Training state) {
        Forget forget = demand(state);
        if (forget == null || state.ledger().versions() == 0) {
            return List.of();
        }
        Departures departures = told;
        if (before != null && before.isSameHistory(told.cut())) {
            // A dataset that is folded again tells once more of rows that left long ago.
            if (lastCut <= before.number()) {
                return List.of();
            }
            Instant since = told.since().isBefore(before.committedAt()) ? before.committedAt() : told.since();
            departures = new Departures(told.cut(), told.rows(), since);
        }
        Forgetting forgetting = state.ledger().forgetting();
        return forgetting.open() == null
                ? List.of(new ObligationOpened(forgetting.number() + 1, departures, forget.within()))
                : List.of(new RowsDeparted(departures));
    }

    /// A version went into production.
    ///
    /// @param cut that it was trained at
    static List<TrainingEvent> deployed(long version, Cut cut, Training state) {
        Forget forget = demand(state);
        Forgetting forgetting = state.ledger().forgetting();
        Obligation open = forgetting.open();
        if (forget == null) {
            return List.of();
        }
        if (open != null) {
            return open.departures().areGoneAt(cut) ? met(forgetting, open, forget, version) : List.of();
        }
        Forgetting.Withdrawn withdrawn = forgetting.withdrawn();
        // It went into production before deployment had heard that it was withdrawn.
        return withdrawn != null && version <= withdrawn.through()
                ? List.of(new ObligationOpened(forgetting.number() + 1, withdrawn.departures(), forget.within()))
                : List.of();
    }

    private static List<TrainingEvent> met(Forgetting forgetting, Obligation open, Forget forget, long version) {
        List<TrainingEvent> events = new ArrayList<>();
        events.add(new ObligationMet(forgetting.number(), open.departures(), version, open.deadline()));
        Long coveredBy = open.coveredBy();
        if (forget.retire() && coveredBy != null) {
            events.add(new VersionsWithdrawn(coveredBy - 1, open.departures(), version));
        }
        Departures behind = forgetting.behind();
        if (behind != null) {
            events.add(new ObligationOpened(forgetting.number() + 1, behind, forget.within()));
        }
        return events;
    }

    /// A deadline has come, perhaps that of something else.
    static List<TrainingEvent> woken(Training state, Instant now) {
        Obligation open = state.ledger().forgetting().open();
        if (open == null || open.alarmAt(now).compareTo(open.alarm()) <= 0) {
            return List.of();
        }
        Champion champion = state.ledger().champion();
        return List.of(new ObligationAtRisk(
                state.ledger().forgetting().number(),
                open.told(open.alarmAt(now)),
                champion == null ? null : champion.version()));
    }

    /// A revision that demands nothing comes into force.
    static List<TrainingEvent> followed(Plan plan, Training state) {
        return plan.forget() == null
                ? released(state, "revision %d demands no forgetting".formatted(plan.revision()))
                : List.of();
    }

    static List<TrainingEvent> released(Training state, String sentence) {
        Forgetting forgetting = state.ledger().forgetting();
        return forgetting.open() == null ? List.of() : List.of(new ObligationReleased(forgetting.number(), sentence));
    }

    /// When there is something to say if nothing else happens; empty: never.
    static Optional<Instant> deadline(Training state) {
        Obligation open = state.ledger().forgetting().open();
        return open == null ? Optional.empty() : open.wakeUp();
    }

    private static @Nullable Forget demand(Training state) {
        return switch (state) {
            case Dormant dormant -> null;
            case Active active -> active.plan().forget();
        };
    }
}
