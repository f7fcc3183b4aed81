package io.headrace.app.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.app.CommandFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class OpenLoopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void answersEachCommitByTheFirstArrivalBeyondIt() {
        List<Sent> sent = List.of(new Sent(10, 100), new Sent(20, 200), new Sent(30, 300));
        List<Arrival> answers = List.of(new Arrival(11, 150), new Arrival(31, 420));

        assertThat(OpenLoop.latencies(sent, answers)).containsExactly(50L, 220L, 120L);
    }

    @Test
    void anArrivalAtTheCommitsOwnPositionDoesNotCoverIt() {
        assertThat(OpenLoop.latencies(List.of(new Sent(10, 100)), List.of(new Arrival(10, 150), new Arrival(12, 170))))
                .containsExactly(70L);
    }

    @Test
    void measuresEveryCommitForEveryReader() throws SQLException {
        Arrivals<Arrival> one = new Arrivals<>();
        Arrivals<Arrival> other = new Arrivals<>();
        AtomicInteger position = new AtomicInteger();
        OpenLoop loop = new OpenLoop(
                () -> {
                    int next = position.incrementAndGet();
                    one.add(new Arrival(next, next * 1_000L + 10));
                    other.add(new Arrival(next, next * 1_000L + 20));
                    return new Sent(next - 1, next * 1_000L);
                },
                List.of(one, other),
                PATIENCE);

        assertThat(loop.measure(3, Duration.ZERO)).containsExactly(10L, 10L, 10L, 20L, 20L, 20L);
        assertThat(loop.measure(1, Duration.ZERO)).containsExactly(10L, 20L);
    }

    @Test
    void failsWhereTheLastCommitIsNotAnswered() {
        OpenLoop loop = new OpenLoop(() -> new Sent(1, 0), List.of(new Arrivals<Arrival>()), Duration.ZERO);

        assertThatThrownBy(() -> loop.measure(1, Duration.ZERO))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("the last commit was not answered within 0 s");
    }
}
