package io.headrace.training.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Which changes are worth a run.
///
/// @param changes so many changed rows are; null: only quiet and max-wait count
/// @param quiet or no further change for so long
/// @param minInterval but no sooner after the start of the last run
/// @param maxWait and in any case so long after the first change; null: no such bound
public record Trigger(
        @Nullable Long changes,
        Duration quiet,
        Duration minInterval,
        @Nullable Duration maxWait) {}
