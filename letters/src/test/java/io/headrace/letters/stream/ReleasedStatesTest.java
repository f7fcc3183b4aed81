package io.headrace.letters.stream;

import io.headrace.kernel.shell.ReleasedStates;
import io.headrace.kernel.shell.StateCodec;
import io.headrace.letters.core.Letter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// States that earlier releases wrote are read by this one.
final class ReleasedStatesTest {

    private static final StateCodec<Letter> CODEC = new StateCodec<>(Letter.class, List.of());

    @Test
    void readsTheStatesOfEveryRelease() throws IOException {
        ReleasedStates.areRead(CODEC);
    }

    /// Run once for a release, of all modules: `mvn test -Dtest=ReleasedStatesTest -Dheadrace.release=0.1.0`.
    @Test
    @EnabledIfSystemProperty(named = "headrace.release", matches = ".+")
    void writesTheStatesOfARelease() throws IOException {
        ReleasedStates.write(CODEC, Letter.class, states(), System.getProperty("headrace.release", ""));
    }

    private static Map<String, Letter> states() {
        return Map.of(
                "open", new Letter.Open(),
                "replayed", new Letter.Settled(Letter.Outcome.REPLAYED, "ann"),
                "discarded", new Letter.Settled(Letter.Outcome.DISCARDED, "bob"));
    }
}
