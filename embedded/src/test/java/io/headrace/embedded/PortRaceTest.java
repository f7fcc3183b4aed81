package io.headrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortRaceTest {

    private static final String TAKEN = "could not bind IPv4 address: Address already in use";

    private final List<Integer> ports = new ArrayList<>();
    private ServerHome home;

    @BeforeEach
    void home(@TempDir Path folder) {
        home = new ServerHome(folder, "server");
        home.create();
    }

    @Test
    void aServerWhosePortWasTakenStartsOnAnother() {
        int port = PortRace.won(home, StartListener.SILENT, () -> start(ports.isEmpty() ? TAKEN : ""));

        assertThat(ports).hasSize(2).doesNotHaveDuplicates();
        assertThat(port).isEqualTo(ports.getLast());
        assertThat(home.port(ServerHome.PORT, ServerHome.FREE)).isEqualTo(port);
    }

    @Test
    void aRememberedPortIsKept() {
        int before = home.port(ServerHome.PORT, ServerHome.FREE);

        PortRace.won(home, StartListener.SILENT, () -> start(ports.isEmpty() ? TAKEN : ""));

        assertThat(ports).containsExactly(before, before);
    }

    @Test
    void thriceIsEnough() {
        assertThatThrownBy(() -> PortRace.won(home, StartListener.SILENT, () -> start(TAKEN)))
                .isInstanceOf(PortTaken.class)
                .hasMessageContaining(TAKEN);
        assertThat(ports).hasSize(3);
    }

    @Test
    void anotherFailureIsToldAtOnceAlsoWhenAnEarlierStartLostItsPort() {
        assertThatThrownBy(() -> PortRace.won(home, StartListener.SILENT, () -> start(ports.isEmpty() ? TAKEN : "no")))
                .isExactlyInstanceOf(ServerFailure.class)
                .hasMessageEndingWith("no");
        assertThat(ports).hasSize(2);
    }

    /// A server that says why it cannot start, or, with nothing to say, does.
    private int start(String failure) {
        int port = home.port(ServerHome.PORT, ServerHome.FREE);
        ports.add(port);
        Child child = Child.start(home, StopSignal.TERM, List.of("sh", "-c", "echo \"$0\"", failure), Map.of());
        assertThat(child.ended(Duration.ofSeconds(10))).isTrue();
        if (!failure.isEmpty()) {
            throw child.failure("ended while starting");
        }
        return port;
    }
}
