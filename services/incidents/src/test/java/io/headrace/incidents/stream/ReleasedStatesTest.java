package io.headrace.incidents.stream;

import io.headrace.incidents.core.Incident;
import io.headrace.kernel.shell.ReleasedStates;
import io.headrace.kernel.shell.StateCodec;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// States that earlier releases wrote are read by this one.
final class ReleasedStatesTest {

    private static final StateCodec<Incident> CODEC = StateCodec.of(new IncidentBinding());

    @Test
    void readsTheStatesOfEveryRelease() throws IOException {
        ReleasedStates.areRead(CODEC);
    }

    /// Run once for a release, of all modules: `mvn test -Dtest=ReleasedStatesTest -Dheadrace.release=0.1.0`.
    @Test
    @EnabledIfSystemProperty(named = "headrace.release", matches = ".+")
    void writesTheStatesOfARelease() throws IOException {
        ReleasedStates.write(CODEC, Incident.class, states(), System.getProperty("headrace.release", ""));
    }

    private static Map<String, Incident> states() {
        Incident.Open open = new Incident.Open(3, "c3", Optional.of("ann"), Optional.of("r1"));
        return Map.of(
                "calm", new Incident.Calm(Optional.empty()),
                "open", new Incident.Open(1, "c1", Optional.empty(), Optional.empty()),
                "acknowledged", open,
                "letters", new Incident.Letters(2, open));
    }
}
