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
public record Trigger(
        @Nullable Long changes,
        @Nullable Double share,
        @Nullable Duration quiet,
        @Nullable Schedule schedule,
        Duration minInterval,
        @Nullable Duration maxWait) {}
