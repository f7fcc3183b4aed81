package io.headrace.validation.stream;

import io.headrace.kernel.shell.ReleasedStates;
import io.headrace.kernel.shell.StateCodec;
import io.headrace.validation.core.Validation;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// States that earlier releases wrote are read by this one.
final class ReleasedStatesTest {

    private static final StateCodec<Validation> CODEC = StateCodec.of(new ValidationBinding());

    @Test
    void readsTheStatesOfEveryRelease() throws IOException {
        ReleasedStates.areRead(CODEC);
    }

    /// Run once for a release, of all modules: `mvn test -Dtest=ReleasedStatesTest -Dheadrace.release=0.1.0`.
    @Test
    @EnabledIfSystemProperty(named = "headrace.release", matches = ".+")
    void writesTheStatesOfARelease() throws IOException {
        ReleasedStates.write(CODEC, Validation.class, states(), System.getProperty("headrace.release", ""));
    }

    private static Map<String, Validation> states() {
        return Map.of(
                "unknown", new Validation(new Validation.Production.Unknown(), 0),
                "known", new Validation(new Validation.Production.Known(4, 6), 9));
    }
}
