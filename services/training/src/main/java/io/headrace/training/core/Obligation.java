package io.headrace.training.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// By a deadline the version in production must have been trained without rows that left.
///
/// @param within as the pipeline demanded when it was opened
/// @param coveredBy the first version that was trained without the rows; null: none was
public record Obligation(
        Departures departures, Duration within, @Nullable Long coveredBy, Alarm alarm) {

    /// So much of the time is left when it is at risk.
    private static final int RISK_SHARE = 4;

    /// So much of the time is left when it asks for a run.
    private static final int RUN_SHARE = 2;

    /// What was said of its deadline.
    public enum Alarm {
        NONE,
        AT_RISK,
        OVERDUE
    }

    Obligation joined(Departures more) {
        return new Obligation(departures.joined(more), within, coveredBy, alarm);
    }

    Obligation covered(long version) {
        return new Obligation(departures, within, version, alarm);
    }

    Obligation told(Alarm now) {
        return new Obligation(departures, within, coveredBy, now);
    }

    public Instant deadline() {
        return departures.since().plus(within);
    }

    private Instant riskAt() {
        return deadline().minus(within.dividedBy(RISK_SHARE));
    }

    /// When a run does not wait for its trigger any longer; empty: a version was trained without the rows.
    Optional<Instant> trainBy() {
        return coveredBy == null ? Optional.of(deadline().minus(within.dividedBy(RUN_SHARE))) : Optional.empty();
    }

    /// When there is something to say if nothing else happens; empty: all was said.
    Optional<Instant> wakeUp() {
        return switch (alarm) {
            case NONE -> Optional.of(riskAt());
            case AT_RISK -> Optional.of(deadline());
            case OVERDUE -> Optional.empty();
        };
    }

    /// What is to be said.
    Alarm alarmAt(Instant now) {
        if (!now.isBefore(deadline())) {
            return Alarm.OVERDUE;
        }
        return now.isBefore(riskAt()) ? Alarm.NONE : Alarm.AT_RISK;
    }
}
