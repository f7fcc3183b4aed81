package io.headrace.kernel.shell;

import static io.headrace.kernel.shell.Bench.NOON;
import static io.headrace.kernel.shell.Bench.add;
import static io.headrace.kernel.shell.Bench.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.counter.Counter;
import io.headrace.kernel.counter.CounterBinding;
import io.headrace.kernel.counter.CounterCommand;
import io.headrace.kernel.counter.CounterCommand.Add;
import io.headrace.kernel.counter.CounterEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Deadlines of states, delivered by whoever knows of them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimerDeliveryIT {

    /// Lock, write, commit; one more would not be reached.
    private static final int STEPS = 3;

    private Bench bench;
    private DecisionShell<CounterCommand, Counter, CounterEvent> shell;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        bench = new Bench(folder);
        shell = bench.shell(new CounterBinding());
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    @BeforeEach
    void clear() {
        bench.clear();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTimerSurvivesTheLossOfItsConnectionAtEveryStep(boolean afterIt) {
        for (int step = 1; step <= STEPS; step++) {
            bench.clear();
            Due due = shell.decide(at(0), add("a", "first", 10)).getFirst();
            FailingDatabase failing = new FailingDatabase(bench.pool, step, afterIt);
            Due next = bench.shell(new CounterBinding(), failing.dataSource()).fire(due);
            assertThat(next).as("lost at step %d", step).isEqualTo(new Due("a", 11, null));
            assertThat(bench.outbox()).hasSize(11).endsWith("a 11 rang 10");
            assertThat(failing.steps()).as("steps taken").isGreaterThanOrEqualTo(step);
        }
    }

    @Test
    void twoCopiesOfAServiceDeliverEveryTimerOnce() {
        List<Due> dues = IntStream.range(0, 30)
                .mapToObj(i -> shell.decide(at(i), add("counter-" + i, "cause-" + i, 10))
                        .getFirst())
                .toList();
        DecisionShell<CounterCommand, Counter, CounterEvent> other = bench.shell(new CounterBinding());
        run(() -> dues.forEach(shell::fire), () -> dues.forEach(other::fire));
        assertThat(bench.outbox())
                .hasSize(30 * 11)
                .filteredOn(event -> event.contains("rang"))
                .hasSize(30);
    }

    @Test
    void aTimerIsDeliveredOnce() {
        Due due = shell.decide(at(0), add("a", "first", 10)).getFirst();
        assertThat(due).isEqualTo(new Due("a", 10, NOON.plus(Duration.ofMillis(50))));
        assertThat(shell.deadlines()).containsExactly(due);
        assertThat(shell.fire(due)).isEqualTo(new Due("a", 11, null));
        assertThat(shell.fire(due)).isEqualTo(new Due("a", 11, null));
        assertThat(shell.deadlines()).isEmpty();
        assertThat(bench.outbox()).hasSize(11).endsWith("a 11 rang 10");
    }

    @Test
    void aTimerComesToNothingWhenTheStateHasMovedOn() {
        Due due = shell.decide(at(0), add("a", "first", 10)).getFirst();
        Due moved = shell.decide(at(1), add("a", "second", 1)).getFirst();
        assertThat(shell.fire(due)).isEqualTo(moved);
        assertThat(bench.outbox()).hasSize(11).doesNotContain("a 11 rang 10");
    }

    @Test
    void aTimerThatChangesNothingIsNotDeliveredForEver() {
        DecisionShell<CounterCommand, Counter, CounterEvent> deaf = bench.shell(new CounterBinding() {
            @Override
            public CounterCommand timer(String counter, Instant deadline) {
                return new Add(0);
            }
        });
        Due due = deaf.decide(at(0), add("a", "first", 10)).getFirst();
        assertThat(deaf.fire(due)).isEqualTo(new Due("a", 10, null));
        assertThat(deaf.deadlines()).isEmpty();
    }

    private static void run(Runnable one, Runnable other) {
        CompletableFuture.allOf(CompletableFuture.runAsync(one), CompletableFuture.runAsync(other))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
