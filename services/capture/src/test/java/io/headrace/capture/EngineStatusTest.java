package io.headrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineStatusTest {

    @Test
    void isStoppedByWhatKeepsItFromCapturing() {
        assertThat(status(false, Map.of("engine-stopped", "Capture of main stopped"))
                        .stopped())
                .contains("Capture of main stopped");
        assertThat(status(false, Map.of("slot-missing", "the slot is gone")).stopped())
                .contains("the slot is gone");
    }

    @Test
    void goesOnWithOtherTroublesAndWhileItWaitsForItsTurn() {
        assertThat(status(false, Map.of("table-unreadable public.house", "no key", "wal-kept", "much WAL"))
                        .stopped())
                .isEmpty();
        assertThat(status(true, Map.of("engine-stopped", "Capture of main stopped"))
                        .stopped())
                .isEmpty();
    }

    private static EngineStatus status(boolean waits, Map<String, String> troubles) {
        return new EngineStatus(
                "main",
                Optional.empty(),
                waits,
                troubles,
                new EngineFigures(Map.of(), 0, Optional.empty(), Optional.empty()));
    }
}
