package io.headrace.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The clock of one machine: somebody may set it, forwards and backwards.
public final class WallClock implements InstantSource {

    private final Clock truth;
    private Duration error = Duration.ZERO;

    public WallClock(Clock truth) {
        this.truth = truth;
    }

    @Override
    public Instant instant() {
        return truth.instant().plus(error);
    }

    /// Sets it wrong by so much.
    public void set(Duration wrongBy) {
        error = wrongBy;
    }
}
