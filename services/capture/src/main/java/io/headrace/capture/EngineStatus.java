package io.headrace.capture;

import io.headrace.capture.core.CaptureState;
import io.headrace.capture.core.SlotCheck;
import io.headrace.capture.core.TroubleKind;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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

    /// The trouble that keeps this copy from capturing; empty: it captures, or has none, or waits for its turn.
    public Optional<String> stopped() {
        if (waits) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(TroubleKind.ENGINE_STOPPED), SlotCheck.KINDS.stream())
                .flatMap(kind -> Optional.ofNullable(troubles.get(kind.text())).stream())
                .findFirst();
    }
}
