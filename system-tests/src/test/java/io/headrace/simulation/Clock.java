package io.headrace.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The true time of a run. It moves when it is told to.
public final class Clock implements InstantSource {

    private Instant now = Instant.parse("2026-01-31T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }

    /// Microseconds since the epoch.
    public long micros() {
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
