package io.headrace.kernel.shell;

import static io.headrace.kernel.shell.Bench.NOON;
import static io.headrace.kernel.shell.Bench.add;
import static io.headrace.kernel.shell.Bench.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.kernel.counter.Counter;
import io.headrace.kernel.counter.CounterBinding;
import io.headrace.kernel.counter.CounterCommand;
import io.headrace.kernel.counter.CounterCommand.Add;
import io.headrace.kernel.counter.CounterEvent;
import io.headrace.kernel.counter.CounterEvent.Added;
import io.headrace.kernel.trace.KeptSpans;
import io.headrace.kernel.trace.Traceparent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionShellIT {

    /// Progress, lock, write, commit; one more would not be reached.
    private static final int STEPS = 4;

    /// Progress, lock, write, progress again; commit without waiting for the disk.
    private static final int STEPS_MET_AGAIN = 6;

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

    @Test
    void writesEveryEventOfADecision() {
        shell.decide(at(0), add("a", "first", 2));
        shell.decide(at(1), add("a", "second", 1));
        assertThat(bench.outbox()).containsExactly("a 1 added 1", "a 2 added 2", "a 3 added 3");
    }

    @Test
    void decidesTheSameInputOnce() {
        shell.decide(at(0), add("a", "first", 1));
        shell.decide(at(0), add("a", "first", 1));
        assertThat(bench.outbox()).containsExactly("a 1 added 1");
    }

    @Test
    void decidesACauseOnceWhereverItIsMetAgain() {
        shell.decide(at(0), add("a", "first", 1));
        shell.decide(at(1), add("a", "second", 1));
        shell.decide(at(2), add("a", "first", 1));
        shell.decide(at(3), add("a", "third", 1));
        assertThat(bench.outbox()).containsExactly("a 1 added 1", "a 2 added 2", "a 3 added 3");
    }

    @Test
    void startsATopicThatWasMadeAnewFromItsBeginning() {
        shell.decide(new Position("old", 0, 7), add("a", "first", 1));
        shell.decide(new Position("new", 0, 0), add("a", "second", 1));
        assertThat(bench.outbox()).containsExactly("a 1 added 1", "a 2 added 2");
    }

    @Test
    void decidesForSeveralAggregatesInOneTransaction() {
        Cause cause = Cause.of("both", NOON);
        shell.decide(at(0), List.of(new Input<>("a", cause, new Add(1)), new Input<>("b", cause, new Add(1))));
        assertThat(bench.outbox()).containsExactly("a 1 added 1", "b 1 added 1");
    }

    @Test
    void tellsWhoAskedOfARefusal() {
        shell.decide(at(0), add("a", "first", -1));
        assertThat(bench.outbox()).containsExactly("a 1 a counter never goes back, so -1 cannot be added -1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void survivesTheLossOfItsConnectionAtEveryStep(boolean afterIt) {
        for (int step = 1; step <= STEPS; step++) {
            bench.clear();
            FailingDatabase failing = new FailingDatabase(bench.pool, step, afterIt);
            bench.shell(new CounterBinding(), failing.dataSource()).decide(at(0), add("a", "first", 2));
            shell.decide(at(1), add("a", "second", 1));
            assertThat(bench.outbox())
                    .as("lost at step %d", step)
                    .containsExactly("a 1 added 1", "a 2 added 2", "a 3 added 3");
            assertThat(failing.steps()).as("steps taken").isGreaterThanOrEqualTo(step);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCauseMetAgainSurvivesTheLossOfItsConnectionAtEveryStep(boolean afterIt) {
        for (int step = 1; step <= STEPS_MET_AGAIN; step++) {
            bench.clear();
            shell.decide(at(0), add("a", "first", 1));
            FailingDatabase failing = new FailingDatabase(bench.pool, step, afterIt);
            bench.shell(new CounterBinding(), failing.dataSource()).decide(at(1), add("a", "first", 1));
            shell.decide(at(2), add("a", "second", 1));
            assertThat(bench.outbox()).as("lost at step %d", step).containsExactly("a 1 added 1", "a 2 added 2");
            assertThat(failing.steps()).as("steps taken").isGreaterThanOrEqualTo(step);
        }
    }

    @Test
    void twoCopiesOfAServiceDecideEveryInputOnce() {
        int inputs = 200;
        DecisionShell<CounterCommand, Counter, CounterEvent> other = bench.shell(new CounterBinding());
        run(() -> decideAll(shell, inputs), () -> decideAll(other, inputs));
        assertThat(bench.outbox())
                .containsExactlyElementsOf(IntStream.range(0, 3)
                        .boxed()
                        .flatMap(counter -> IntStream.rangeClosed(1, (inputs + 2 - counter) / 3)
                                .mapToObj(i -> "counter-%d %d added %d".formatted(counter, i, i)))
                        .toList());
    }

    @Test
    void inputsOfDifferentTopicsForOneAggregateWaitForEachOther() {
        int inputs = 100;
        run(
                () -> IntStream.range(0, inputs)
                        .forEach(i -> shell.decide(new Position("x", 0, i), add("a", "x" + i, 1))),
                () -> IntStream.range(0, inputs)
                        .forEach(i -> shell.decide(new Position("y", 0, i), add("a", "y" + i, 1))));
        assertThat(bench.outbox())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 2 * inputs)
                        .mapToObj(i -> "a %d added %d".formatted(i, i))
                        .toList());
    }

    @Test
    void aSecondHistoryIsAnErrorAndNotADuplicate() {
        shell.decide(at(0), add("a", "first", 1));
        bench.sql("update headrace.state set sequence = 0");
        assertThatThrownBy(() -> shell.decide(at(1), add("a", "second", 1)))
                .isInstanceOf(ConflictingSequence.class)
                .hasMessageContaining("counters/a cannot write event 1")
                .hasMessageContaining("rebuild the state");
        assertThat(bench.outbox()).containsExactly("a 1 added 1");
    }

    @Test
    void waitsForADatabaseThatIsAway() throws Exception {
        shell.decide(at(0), add("a", "first", 1));
        bench.killPostgres();
        CompletableFuture<List<Due>> waiting =
                CompletableFuture.supplyAsync(() -> shell.decide(at(1), add("a", "second", 1)));
        assertThatThrownBy(() -> waiting.get(1, TimeUnit.SECONDS)).hasMessage(null);
        bench.restartPostgres();
        assertThat(waiting.get(30, TimeUnit.SECONDS)).hasSize(1);
        assertThat(bench.outbox()).containsExactly("a 1 added 1", "a 2 added 2");
    }

    @Test
    void workThatAnEventCallsForIsDoneInTheSameTransaction() {
        List<String> done = new ArrayList<>();
        DecisionShell<CounterCommand, Counter, CounterEvent> busy = bench.shell(new CounterBinding() {
            @Override
            public Optional<CounterCommand> after(String counter, CounterEvent event, Connection tx)
                    throws SQLException {
                done.add(counter);
                assertThat(tx.getAutoCommit()).isFalse();
                return event instanceof Added(long total, Instant _) && total == 1
                        ? Optional.of(new Add(2))
                        : Optional.empty();
            }
        });
        busy.decide(at(0), add("a", "first", 1));
        assertThat(done).containsExactly("a", "a", "a");
        assertThat(bench.outbox()).containsExactly("a 1 added 1", "a 2 added 2", "a 3 added 3");
    }

    @Test
    void whatRunsAlongsideIsUndoneWithTheDecision() {
        bench.sql("create table if not exists beside (word text)");
        shell.decide(at(0), add("a", "first", 1));
        Input<CounterCommand> again = new Input<>("a", Cause.of("first", NOON), new Add(1), tx -> {
            try (var insert = tx.prepareStatement("insert into beside values ('twice')")) {
                insert.executeUpdate();
            }
        });
        shell.decide(at(1), List.of(again));
        bench.sql("do $$ begin if exists (select from beside) then raise 'it was kept'; end if; end $$");
    }

    @Test
    void aDecisionIsASpanOnceAndItsEventsCarryIt() {
        KeptSpans spans = new KeptSpans();
        DecisionShell<CounterCommand, Counter, CounterEvent> watched = bench.shell(new CounterBinding(), spans);
        Traceparent cause = Traceparent.root("a trace", "a cause");
        List<Input<CounterCommand>> input =
                List.of(new Input<>("a", Cause.of("first", NOON).under(cause), new Add(2)));

        watched.decide(at(0), input);
        watched.decide(at(0), input); // read again
        watched.decide(at(1), input); // met again at another place

        assertThat(spans.kept()).singleElement().satisfies(span -> {
            assertThat(span.service()).isEqualTo("counters");
            assertThat(span.name()).isEqualTo("Added");
            assertThat(span.place().parent()).isEqualTo(cause);
            assertThat(span.attributes())
                    .containsEntry("headrace.aggregate", "a")
                    .containsEntry("headrace.events", "Added, Added");
            assertThat(bench.traceparents()).containsExactly(span.place().at().toString());
        });
    }

    @Test
    void anEventThatWaitedForItsTurnBelongsToTheTraceItCameWith() {
        Traceparent stem = Traceparent.root("another trace", "what waited");
        CounterBinding late = new CounterBinding() {
            @Override
            public Optional<Traceparent> stem(String counter, CounterCommand command, CounterEvent event) {
                return Optional.of(stem);
            }
        };
        bench.shell(late).decide(at(0), add("a", "first", 1));

        assertThat(bench.traceparents()).singleElement().asString().startsWith("00-%s-".formatted(stem.trace()));
    }

    private static void decideAll(DecisionShell<CounterCommand, Counter, CounterEvent> copy, int inputs) {
        for (int i = 0; i < inputs; i++) {
            copy.decide(at(i), add("counter-" + i % 3, "cause-" + i, 1));
        }
    }

    private static void run(Runnable one, Runnable other) {
        CompletableFuture.allOf(CompletableFuture.runAsync(one), CompletableFuture.runAsync(other))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
