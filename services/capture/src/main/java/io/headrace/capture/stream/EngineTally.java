package io.headrace.capture.stream;

import io.headrace.capture.EngineFigures;
import io.headrace.capture.core.ChangeCounts;
import io.headrace.capture.core.ChangeKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// Counts what an engine does, over all its lives in this process. Thread-safe.
final class EngineTally {

    private final ChangeCounts rows = new ChangeCounts();
    private final LongAdder restarts = new LongAdder();
    private volatile Optional<Instant> captured = Optional.empty();
    private volatile Optional<Instant> newestCut = Optional.empty();
    private volatile Optional<Duration> lag = Optional.empty();

    /// Rows that were read with their table are in its topic.
    void read(long number) {
        synchronized (rows) {
            rows.add(ChangeKind.READ, number);
        }
    }

    /// Transactions are in their topics.
    ///
    /// @param micros when the last of them was committed; 0: none of them says
    void captured(ChangeCounts changes, long micros) {
        synchronized (rows) {
            rows.add(changes);
        }
        if (micros > 0) {
            captured = Optional.of(time(micros));
        }
    }

    /// When the last transaction that was captured was committed; empty: none was.
    Optional<Instant> captured() {
        return captured;
    }

    /// A cut is in the topics.
    void cut(long micros) {
        newestCut = Optional.of(time(micros));
    }

    void restarted() {
        restarts.increment();
    }

    /// @param now empty: it is not this copy's to tell
    void lag(Optional<Duration> now) {
        lag = now;
    }

    EngineFigures figures() {
        synchronized (rows) {
            return new EngineFigures(rows.byKind(), restarts.sum(), newestCut, lag);
        }
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
