package io.headrace.kernel.shell;

import static io.headrace.kernel.shell.Bench.add;
import static io.headrace.kernel.shell.Bench.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.kernel.checkpoint.Checkpoints;
import io.headrace.kernel.checkpoint.StateDifference;
import io.headrace.kernel.checkpoint.StateTables;
import io.headrace.kernel.counter.Counter;
import io.headrace.kernel.counter.CounterBinding;
import io.headrace.kernel.counter.CounterCommand;
import io.headrace.kernel.counter.CounterEvent;
import io.headrace.kernel.message.ReadPartition;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// States made again from their checkpoints, on a real database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StateRebuildIT {

    private static final String SERVICE = "counters";

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
    void aStateIsItsNewestCheckpoint() throws Exception {
        shell.decide(at(0), add("a", "first", 2));
        shell.decide(at(1), add("b", "second", 1));
        shell.decide(at(2), add("a", "third", 10));
        assertThat(compare()).isEmpty();
    }

    @Test
    void namesStatesThatWereChangedRemovedOrAddedByHand() throws Exception {
        shell.decide(at(0), add("a", "first", 2));
        shell.decide(at(1), add("b", "second", 1));
        bench.sql("update headrace.state set sequence = 1 where aggregate_id = 'a'");
        bench.sql("delete from headrace.state where aggregate_id = 'b'");
        bench.sql(
                "insert into headrace.state (service, aggregate_id, sequence, state) values ('counters', 'c', 1, '{}')");
        assertThat(compare()).extracting(StateDifference::aggregateId).containsExactly("a", "b", "c");
    }

    @Test
    void aRebuiltServiceDecidesNothingTwiceAndMissesNothing() throws Exception {
        shell.decide(at(0), add("a", "first", 2));
        shell.decide(at(1), add("b", "second", 1));
        bench.sql("delete from headrace.state");
        bench.sql("update headrace.progress set next_offset = 1000");
        rebuild();
        assertThat(compare()).isEmpty();
        for (int offset = 0; offset < 3; offset++) {
            shell.decide(
                    at(offset),
                    add(
                            offset == 1 ? "b" : "a",
                            List.of("first", "second", "third").get(offset),
                            1));
        }
        assertThat(bench.outbox()).containsExactly("a 1 added 1", "a 2 added 2", "a 3 added 3", "b 1 added 1");
    }

    @Test
    void leavesTheStatesOfOtherServicesAlone() throws Exception {
        bench.sql("insert into headrace.state (service, aggregate_id, sequence, state) values ('other', 'a', 1, '{}')");
        bench.sql(
                "insert into headrace.progress (service, topic_id, partition, next_offset) values ('other', 't', 0, 7)");
        shell.decide(at(0), add("a", "first", 1));
        rebuild();
        assertThat(compare("other")).extracting(StateDifference::rebuilt).containsOnlyNulls();
        assertThat(read()).containsExactly(new ReadPartition("topic", 0, 1L));
    }

    @Test
    void anInputThatChangedNothingIsCoveredByTheNextCheckpointOfItsState() throws Exception {
        shell.decide(at(0), add("a", "first", 1));
        shell.decide(new Position("other", 0, 5), add("a", "nothing", 0));
        shell.decide(at(1), add("a", "second", 1));
        assertThat(read()).containsExactly(new ReadPartition("other", 0, 6L), new ReadPartition("topic", 0, 2L));
    }

    private List<StateDifference> compare() throws Exception {
        return compare(SERVICE);
    }

    private List<StateDifference> compare(String service) throws Exception {
        try (Connection tx = bench.pool.getConnection()) {
            List<StateDifference> differences =
                    StateTables.lock(tx, new Checkpoints(service), bench.avro).compare();
            tx.rollback();
            return differences;
        }
    }

    private void rebuild() throws Exception {
        try (Connection tx = bench.pool.getConnection()) {
            Checkpoints checkpoints = new Checkpoints(SERVICE);
            StateTables.lock(tx, checkpoints, bench.avro).replace();
            tx.commit();
        }
    }

    private List<ReadPartition> read() throws Exception {
        try (Connection tx = bench.pool.getConnection()) {
            Checkpoints checkpoints = new Checkpoints(SERVICE);
            StateTables _ = StateTables.lock(tx, checkpoints, bench.avro);
            tx.rollback();
            return checkpoints.read();
        }
    }
}
