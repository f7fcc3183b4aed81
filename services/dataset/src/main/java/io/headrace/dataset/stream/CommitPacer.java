package io.headrace.dataset.stream;

/// When to commit. A cut that just happened is committed at once; the further behind, the more cuts share a commit, so
/// that catching up is cheap and no cut waits much longer than it is old already. Nothing waits for a clock that was
/// set back. Not thread-safe.
final class CommitPacer {

    private static final long SPACING_MS_MIN = 10;
    private static final long SPACING_MS_MAX = 100;

    private long last;

    /// @param committedAt of the cut, in microseconds since the epoch
    boolean isDue(long nowMs, long committedAt) {
        long age = nowMs - committedAt / 1_000;
        return nowMs < last || nowMs - last >= Math.clamp(age / 4, SPACING_MS_MIN, SPACING_MS_MAX);
    }

    void done(long nowMs) {
        last = nowMs;
    }
}
