package io.headrace.schemas;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How long the row topics of a source keep records that are not the last of their key: for ever, or behind a horizon
/// no more. Behind it a row that was deleted is gone, and a cut is no version any more.
///
/// @param horizon null: for ever
public record RowHistory(@Nullable Duration horizon) {

    public static final RowHistory FOR_EVER = new RowHistory(null);

    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration SHORTEST_STEP = Duration.ofSeconds(1);
    private static final Duration LONGEST_STEP = Duration.ofDays(1);
    private static final int STEPS = 8;

    public RowHistory {
        if (horizon != null && horizon.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "a row history of %s is too short: it must be 10s or more".formatted(KeepingTime.text(horizon)));
        }
    }

    /// Reads what [#toString] wrote.
    public static RowHistory parse(String text) {
        return new RowHistory(KeepingTime.parse("row history", text).orElse(null));
    }

    /// Settings of a topic that only a history with a horizon makes.
    public static final List<String> SETTINGS = List.of(
            "cleanup.policy", "min.compaction.lag.ms", "max.compaction.lag.ms", "delete.retention.ms", "segment.ms");

    /// The settings of a topic; none: it is kept for ever. The broker may clean a record that is not the last of its
    /// key any more once it is older than the horizon, and then must; a tombstone goes one horizon later.
    public Map<String, String> settings() {
        if (horizon == null) {
            return Map.of();
        }
        String length = String.valueOf(horizon.toMillis());
        return Map.of(
                "cleanup.policy", "compact",
                "min.compaction.lag.ms", length,
                "max.compaction.lag.ms", length,
                "delete.retention.ms", length,
                "segment.ms", String.valueOf(step(horizon).toMillis()));
    }

    /// How often a segment of the log ends, so that the broker may clean it.
    ///
    /// @param horizon of a history that has one
    public static Duration step(Duration horizon) {
        Duration step = horizon.dividedBy(STEPS);
        if (step.compareTo(SHORTEST_STEP) < 0) {
            return SHORTEST_STEP;
        }
        return step.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : step;
    }

    @Override
    public String toString() {
        return KeepingTime.text(horizon);
    }
}
