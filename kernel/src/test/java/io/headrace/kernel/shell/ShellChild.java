package io.headrace.kernel.shell;

import com.zaxxer.hikari.HikariDataSource;
import io.headrace.kernel.Patience;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.kernel.avro.SchemaRegistry;
import io.headrace.kernel.counter.Counter;
import io.headrace.kernel.counter.CounterBinding;
import io.headrace.kernel.counter.CounterChecks;
import io.headrace.kernel.counter.CounterCommand;
import io.headrace.kernel.counter.CounterCommand.Add;
import io.headrace.kernel.counter.CounterEvent;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.database.Pool;
import io.headrace.kernel.trace.Spans;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// A shell as a process of its own, to be killed: decides numbered inputs without end, and its timers.
final class ShellChild {

    /// How many inputs it reads again when it starts, as a service whose offsets were not committed.
    static final int READ_AGAIN = 5;

    private static final int COUNTERS = 4;

    private ShellChild() {}

    /// Arguments: schema registry, JDBC URL.
    static void main(String[] args) throws SQLException {
        HikariDataSource pool = Pool.open(new DatabaseAddress(args[1], "headrace", ""), "child", 2);
        AvroCodec avro = new AvroCodec(new SchemaRegistry(RegistryAddress.at(args[0])));
        DecisionShell<CounterCommand, Counter, CounterEvent> shell =
                new DecisionShell<>(pool, new CounterBinding(), avro, new Patience("child"), Spans.NONE);
        Timers timers = new Timers("child", shell::fire, InstantSource.system());
        timers.set(shell.deadlines());
        for (long offset = Math.max(0, next(pool) - READ_AGAIN); ; offset++) {
            timers.set(shell.decide(new Position("numbers", 0, offset), List.of(input(offset))));
        }
    }

    /// How many events an input brings.
    static long by(long offset) {
        return 1 + offset % 3;
    }

    /// What stands at an offset. Every seventh input stands in the topic a second time, one place on.
    static String cause(long offset) {
        return "input-" + (offset % 7 == 6 ? offset - 1 : offset);
    }

    private static Input<CounterCommand> input(long offset) {
        long original = offset % 7 == 6 ? offset - 1 : offset;
        return new Input<>(
                "counter-" + original % COUNTERS, Cause.of(cause(offset), Instant.now()), new Add(by(original)));
    }

    private static long next(HikariDataSource pool) throws SQLException {
        try (Connection database = pool.getConnection()) {
            return CounterChecks.progress(database);
        }
    }
}
