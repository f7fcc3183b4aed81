package io.headrace.training.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How long the artifact of a version is kept that can never be deployed any more.
///
/// @param length null: for ever
public record Retention(@Nullable Duration length) {

    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final int SHARE = 8;

    public static final Retention USUAL = new Retention(Duration.ofDays(30));
    public static final Retention FOR_EVER = new Retention(null);

    public Retention {
        if (length != null && length.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "artifacts are kept for 10s or more, and %ss is less".formatted(length.toSeconds()));
        }
    }

    /// What lapsed at this time or before is pruned now; empty: nothing is.
    public Optional<Instant> lapsedBy(Instant now) {
        return Optional.ofNullable(length).map(now::minus);
    }

    /// When to prune what lapsed at this time: an eighth of its time later than it may be, one day at most, together
    /// with what lapsed in between. Empty: never.
    public Optional<Instant> pruneAt(Instant lapsed) {
        return Optional.ofNullable(length).map(kept -> lapsed.plus(kept).plus(wait(kept)));
    }

    private static Duration wait(Duration kept) {
        Duration share = kept.dividedBy(SHARE);
        return share.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : share;
    }
}
