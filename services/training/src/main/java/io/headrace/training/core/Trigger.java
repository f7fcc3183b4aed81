package io.headrace.training.core;

import io.headrace.kernel.schedule.Schedule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Which changes are worth a run: whichever of changes, share, quiet and schedule comes first.
///
/// @param changes so many changed rows; null: no number of them
/// @param share so many changed rows that they are this share of the rows there are; null: no share of them
/// @param quiet no further change for so long; null: however long
/// @param schedule its next time, if anything changed; null: no time
/// @param minInterval but no sooner after the start of the last run
/// @param maxWait and in any case so long after the first change; null: no such bound
/// @param whileActive what becomes of a run that is due while one is active
public record Trigger(
        @Nullable Long changes,
        @Nullable Double share,
        @Nullable Duration quiet,
        @Nullable Schedule schedule,
        Duration minInterval,
        @Nullable Duration maxWait,
        WhileActive whileActive) {

    /// What becomes of a run that is due while one is active.
    public enum WhileActive {
        /// It waits, and takes the newest rows.
        QUEUE_LATEST,

        /// It takes the place of a run that is with a worker.
        CANCEL_ACTIVE,

        /// It is left out, and its changes make no other one due.
        SKIP
    }

    /// A trigger whose runs wait for the active one.
    public Trigger(
            @Nullable Long changes,
            @Nullable Double share,
            @Nullable Duration quiet,
            @Nullable Schedule schedule,
            Duration minInterval,
            @Nullable Duration maxWait) {
        this(changes, share, quiet, schedule, minInterval, maxWait, WhileActive.QUEUE_LATEST);
    }
}
