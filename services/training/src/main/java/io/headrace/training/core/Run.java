package io.headrace.training.core;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    /// The same at a time of its own, since it is named by it.
    Run behind(Ledger.@Nullable Ended last) {
        Instant least = last == null ? at : last.run().at().plus(1, ChronoUnit.MICROS);
        return at.isBefore(least) ? new Run(version, feed, why, changes, least, champion) : this;
    }

    /// Names the run among those of its pipeline: a version's number is given again where a run made none.
    public String id() {
        return "%d@%s".formatted(version, at);
    }

    long championDeployment() {
        return champion == null ? 0 : champion.deployment();
    }
}
