package io.headrace.capture;

import io.headrace.capture.core.ChangeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What an engine has done since its process began.
///
/// @param rows that it has put into topics, by what happened to them
/// @param restarts how often it failed and was begun again
/// @param newestCut when the newest cut that it wrote was committed
/// @param lag how long something has been waiting to be captured; empty: another copy runs the engine, or
///     nobody could look yet
public record EngineFigures(
        Map<ChangeKind, Long> rows, long restarts, Optional<Instant> newestCut, Optional<Duration> lag) {

    public EngineFigures {
        rows = Map.copyOf(rows);
    }
}
