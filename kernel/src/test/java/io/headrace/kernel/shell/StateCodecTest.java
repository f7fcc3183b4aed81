package io.headrace.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateCodecTest {

    sealed interface Valve {}

    record Shut() implements Valve {}

    record Open(int degrees, Instant since, Size size) implements Valve {}

    sealed interface Broken extends Valve {}

    record Leaking(double litres, @Nullable String where, List<Valve> before) implements Broken {}

    record Stuck(Map<String, Long> tries, Optional<String> note, List<Byte> photo) implements Broken {}

    enum Size {
        SMALL,
        LARGE
    }

    record Pipe(long metres, Valve valve) {}

    private final StateCodec<Valve> valves = new StateCodec<>(Valve.class);

    static List<Valve> valves() {
        Instant since = Instant.parse("2026-01-31T12:00:00.123456Z");
        Open open = new Open(45, since, Size.LARGE);
        return List.of(
                new Shut(),
                open,
                new Leaking(0.1 + 0.2, null, List.of(new Shut(), open)),
                new Leaking(Double.NaN, "below", List.of()),
                new Stuck(Map.of("once", 1L), Optional.of("rust"), List.of((byte) 7)));
    }

    @ParameterizedTest
    @MethodSource("valves")
    void everyKindOfStateComesBack(Valve valve) {
        assertThat(valves.decode(valves.encode(valve))).isEqualTo(valve);
    }

    @Test
    void aKindIsWrittenByItsSimpleName() {
        assertThat(valves.encode(new Shut())).isEqualTo("{\"type\":\"Shut\"}");
    }

    @Test
    void aRecordNeedsNoKind() {
        StateCodec<Pipe> pipes = new StateCodec<>(Pipe.class);
        Pipe pipe = new Pipe(3, new Shut());
        assertThat(pipes.encode(pipe)).isEqualTo("{\"metres\":3,\"valve\":{\"type\":\"Shut\"}}");
        assertThat(pipes.decode(pipes.encode(pipe))).isEqualTo(pipe);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> valves.decode("{\"type\":\"Shut\",\"colour\":\"red\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("colour")
                .hasMessageContaining("rebuild the state");
        assertThatThrownBy(() -> valves.decode("{\"type\":\"Ajar\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Ajar");
        assertThatThrownBy(() -> valves.decode("{\"type\":\"Open\",\"degrees\":1}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("since");
    }
}
