package io.headrace.training.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When artifacts are looked for that need not be kept.
///
/// Which there are stands in a table: a state that named each version would grow with every run.
///
/// @param at null: no version lapsed whose artifact would ever be pruned
/// @param dismissed the last version that was dismissed, so that it lapses once; 0: none was
public record Pruning(@Nullable Instant at, long dismissed) {

    static final Pruning NEVER = new Pruning(null, 0);

    /// At this time, unless it is sooner.
    Pruning noLaterThan(@Nullable Instant wanted) {
        return wanted == null || (at != null && at.isBefore(wanted)) ? this : new Pruning(wanted, dismissed);
    }

    Pruning begun() {
        return new Pruning(null, dismissed);
    }

    Pruning dismissed(long version) {
        return new Pruning(at, Math.max(dismissed, version));
    }

    boolean isDue(Instant now) {
        return at != null && !at.isAfter(now);
    }
}
