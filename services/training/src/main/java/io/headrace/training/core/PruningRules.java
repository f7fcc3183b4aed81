package io.headrace.training.core;

import io.headrace.training.core.TrainingEvent.ArtifactsPruned;
import io.headrace.training.core.TrainingEvent.PruningBegun;
import io.headrace.training.core.TrainingEvent.PruningPlanned;
import io.headrace.training.core.TrainingEvent.VersionLapsed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Artifacts of versions that can never be deployed go after a time.
///
/// ```
///             rejected, outdated, dismissed          its time is over, and no version
///   trained ────────────────────────────────► lapsed ────────────────────────────────► pruned
///      │                                             that is kept has the same bytes
///      └──► deployed, or waits: kept
/// ```
/// A version lapses once and never comes back: validation and deployment settle each of them for good. So nothing that
/// is pruned can be asked for by an approval or a rollback.
///
/// While a worker makes a run nothing is pruned: the run may make the same bytes again, and store them just then.
///
/// @param retention as the service was told at its start
record PruningRules(Retention retention) {

    /// A version can never be deployed.
    VersionLapsed lapsed(long version, Instant now) {
        return new VersionLapsed(version, now, retention.pruneAt(now).orElse(null));
    }

    /// A deadline has come, perhaps that of something else.
    static List<TrainingEvent> woken(Training state, Instant now) {
        return JobRules.running(state).isEmpty() && state.ledger().pruning().isDue(now)
                ? List.of(new PruningBegun(now))
                : List.of();
    }

    /// What was found.
    ///
    /// @param now when the search began
    List<TrainingEvent> found(Prunable found, Instant now) {
        List<TrainingEvent> events = new ArrayList<>();
        if (!found.versions().isEmpty()) {
            events.add(new ArtifactsPruned(found.versions(), found.artifacts(), found.bytes()));
        }
        next(found, now).map(PruningPlanned::new).ifPresent(events::add);
        return events;
    }

    private Optional<Instant> next(Prunable found, Instant now) {
        return found.isAll()
                ? Optional.ofNullable(found.oldest()).flatMap(retention::pruneAt)
                // A deadline must move.
                : Optional.of(now.plusMillis(1));
    }

    static Optional<Instant> deadline(Training state) {
        return JobRules.running(state).isPresent()
                ? Optional.empty()
                : Optional.ofNullable(state.ledger().pruning().at());
    }
}
