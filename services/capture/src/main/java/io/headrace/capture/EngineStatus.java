package io.headrace.capture;

import io.headrace.capture.core.CaptureState;
import java.util.Map;
import java.util.Optional;

/// How one engine stands.
///
/// @param state what is in the topics; empty while the engine does not run
/// @param waits whether another copy of capture runs it, and this one waits
/// @param troubles what is wrong now: kind, and what it is about, → sentence
public record EngineStatus(
        String source,
        Optional<CaptureState> state,
        boolean waits,
        Map<String, String> troubles,
        EngineFigures figures) {

    public EngineStatus {
        troubles = Map.copyOf(troubles);
    }
}
