package io.headrace.capture.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How long something has been waiting in the WAL of a source until it is captured.
///
/// The age of the newest cut would not tell: a source may be quiet. So it is noted at each look how far the
/// WAL reaches. Where it still has not been passed two looks later, something waits: since that look, or,
/// where capture is on its way through older transactions, since the commit of the last one that it has
/// captured. Not thread-safe.
public final class CaptureLag {

    /// What comes within this while is no lag.
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private static final int MARKS_MAX = 4_096;

    private final Deque<Mark> waiting = new ArrayDeque<>();
    private long noted;

    /// What a look has found.
    ///
    /// @param now by the source's clock
    /// @param written how far the WAL reaches
    /// @param passed everything up to here is captured, or there was nothing to capture
    /// @param captured when the last transaction that was captured was committed; empty: the process
    ///     captured none
    public record Look(Instant now, long written, long passed, Optional<Instant> captured) {}

    /// @param captured as it was then
    private record Mark(long lsn, Instant at, Optional<Instant> captured) {}

    /// The lag as of this look.
    public Duration look(Look look) {
        while (!waiting.isEmpty() && Long.compareUnsigned(waiting.getFirst().lsn(), look.passed()) <= 0) {
            waiting.removeFirst();
        }
        if (look.written() != noted && Long.compareUnsigned(look.written(), look.passed()) > 0) {
            noted = look.written();
            waiting.addLast(new Mark(look.written(), look.now(), look.captured()));
            thin();
        }
        return lag(waiting.peekFirst(), look);
    }

    private static Duration lag(@Nullable Mark oldest, Look look) {
        if (oldest == null || Duration.between(oldest.at(), look.now()).compareTo(SETTLING) < 0) {
            return Duration.ZERO;
        }
        Instant since = look.captured()
                .filter(commit -> !look.captured().equals(oldest.captured()))
                .filter(commit -> commit.isBefore(oldest.at()))
                .orElse(oldest.at());
        return Duration.between(since, look.now());
    }

    /// Keeps every second mark: the longer something waits, the less a second matters.
    private void thin() {
        if (waiting.size() > MARKS_MAX) {
            Iterator<Mark> marks = waiting.iterator();
            while (marks.hasNext()) {
                marks.next();
                if (marks.hasNext()) {
                    marks.next();
                    marks.remove();
                }
            }
        }
    }
}
