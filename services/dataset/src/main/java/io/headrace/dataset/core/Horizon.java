package io.headrace.dataset.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Behind it the row topics of a source are compacted: of each key the last record is left, and cuts have lost some of
/// their records or all.
///
/// A row is written after its commit. So a cut that was committed within the horizon is whole, and so is the table at
/// it: whatever took the place of an older record was committed before it.
///
/// @param length null: nothing is ever compacted
public record Horizon(@Nullable Duration length) {

    public static final Horizon NONE = new Horizon(null);

    /// Of the horizon, or less, is added to what is behind it, for clocks that differ.
    private static final int MARGIN_SHARE = 8;

    private static final Duration MARGIN_MAX = Duration.ofMinutes(1);

    public boolean isThere() {
        return length != null;
    }

    /// Whether a cut may have lost records.
    ///
    /// @param nowMs milliseconds since the epoch
    public boolean isBehind(CutMark mark, long nowMs) {
        if (length == null) {
            return false;
        }
        long margin = Math.min(length.dividedBy(MARGIN_SHARE).toMillis(), MARGIN_MAX.toMillis());
        return mark.committedAt() / 1_000 <= nowMs - length.toMillis() + margin;
    }
}
