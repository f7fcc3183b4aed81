package io.headrace.dataset.stream;

/// When to commit. A cut that just happened is committed at once; when cuts follow each other closely, or are old
/// because there is much to catch up on, several share a commit. Not thread-safe.
final class CommitPacer {

    private static final long SPACING_MS = 10;
    private static final long SPACING_BEHIND_MS = 100;
    private static final long BEHIND_MS = 1_000;

    private long last;

    /// @param committedAt of the cut, in microseconds since the epoch
    boolean isDue(long nowMs, long committedAt) {
        long spacing = nowMs - committedAt / 1_000 > BEHIND_MS ? SPACING_BEHIND_MS : SPACING_MS;
        return nowMs - last >= spacing;
    }

    void done(long nowMs) {
        last = nowMs;
    }
}
