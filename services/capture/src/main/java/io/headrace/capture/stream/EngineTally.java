package io.headrace.capture.stream;

import io.headrace.capture.EngineFigures;
import io.headrace.capture.core.ChangeKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// Counts what an engine does, over all its lives in this process. Thread-safe.
final class EngineTally {

    private final Map<ChangeKind, LongAdder> rows = new EnumMap<>(ChangeKind.class);
    private final LongAdder restarts = new LongAdder();
    private volatile Optional<Instant> captured = Optional.empty();
    private volatile Optional<Instant> newestCut = Optional.empty();
    private volatile Optional<Duration> lag = Optional.empty();

    EngineTally() {
        for (ChangeKind kind : ChangeKind.values()) {
            rows.put(kind, new LongAdder());
        }
    }

    /// Rows are in their topics.
    void count(ChangeKind kind, long number) {
        rows.get(kind).add(number);
    }

    /// Transactions are in their topics.
    ///
    /// @param changes by the ordinal of [ChangeKind]
    /// @param micros when the last of them was committed; 0: none of them says
    void captured(long[] changes, long micros) {
        for (ChangeKind kind : ChangeKind.values()) {
            count(kind, changes[kind.ordinal()]);
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
        Map<ChangeKind, Long> counted = new EnumMap<>(ChangeKind.class);
        rows.forEach((kind, count) -> counted.put(kind, count.sum()));
        return new EngineFigures(counted, restarts.sum(), newestCut, lag);
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
