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
import tools.jackson.databind.node.ObjectNode;

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

    record Level(double metres, Size size) {}

    record Tank(Level level, List<Level> alarms, @Nullable Level spare, String owner) {}

    /// Of a release that measured in sizes too, has spare levels, and calls two things by other names.
    private static final StateCodec<Tank> TANKS = new StateCodec<>(
            Tank.class,
            List.of(
                    EarlierShape.lacked("depth", "size", "\"SMALL\""),
                    EarlierShape.lacked("alarms", "size", "\"SMALL\""),
                    EarlierShape.lacked("", "spare", "null"),
                    EarlierShape.lacked("spare", "size", "\"SMALL\""),
                    state -> renamed(state, "depth", "level"),
                    state -> renamed(state, "by", "owner")));

    private final StateCodec<Valve> valves = new StateCodec<>(Valve.class, List.of());

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

    private static void renamed(ObjectNode state, String before, String after) {
        if (state.has(before)) {
            state.set(after, state.remove(before));
        }
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
        StateCodec<Pipe> pipes = new StateCodec<>(Pipe.class, List.of());
        Pipe pipe = new Pipe(3, new Shut());
        assertThat(pipes.encode(pipe)).isEqualTo("{\"metres\":3,\"valve\":{\"type\":\"Shut\"}}");
        assertThat(pipes.decode(pipes.encode(pipe))).isEqualTo(pipe);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> valves.decode("{\"type\":\"Shut\",\"colour\":\"red\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("colour")
                .hasMessageContaining("A later release may have written it");
        assertThatThrownBy(() -> valves.decode("{\"type\":\"Ajar\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Ajar");
        assertThatThrownBy(() -> valves.decode("{\"type\":\"Open\",\"degrees\":1}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("since");
    }

    @Test
    void readsWhatAnEarlierReleaseWrote() {
        String earlier = """
                {"depth":{"metres":1.5},"alarms":[{"metres":2},{"metres":3,"size":"LARGE"}],"by":"ann"}""";
        Tank tank = new Tank(
                new Level(1.5, Size.SMALL), List.of(new Level(2, Size.SMALL), new Level(3, Size.LARGE)), null, "ann");
        assertThat(TANKS.decode(earlier)).isEqualTo(tank);
        assertThat(TANKS.decode(TANKS.encode(tank))).isEqualTo(tank);
    }

    @Test
    void isAsStrictAboutAllElseInIt() {
        assertThatThrownBy(() -> TANKS.decode("{\"depth\":{},\"alarms\":[],\"by\":\"ann\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("metres");
        assertThatThrownBy(() -> TANKS.decode("{\"depth\":{\"metres\":1,\"inches\":2},\"alarms\":[],\"by\":\"ann\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inches");
        assertThatThrownBy(() -> TANKS.decode("[]")).isInstanceOf(IllegalStateException.class);
    }
}
