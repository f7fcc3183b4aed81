package io.headrace.training.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One training of one revision at one cut.
///
/// @param version that its model gets
/// @param why changes, share, quiet, schedule, max-wait, revision, request, outdated, repaired or forget
/// @param changes relevant rows changed since the last run
/// @param champion in production when it began; null: none
public record Run(
        long version,
        Feed feed,
        String why,
        long changes,
        Instant at,
        @Nullable Champion champion) {

    long championDeployment() {
        return champion == null ? 0 : champion.deployment();
    }
}
