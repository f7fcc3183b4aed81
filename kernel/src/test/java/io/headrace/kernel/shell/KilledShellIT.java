package io.headrace.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.embedded.EmbeddedPostgres;
import io.headrace.kernel.avro.SmallRegistry;
import io.headrace.kernel.counter.ChildJvm;
import io.headrace.kernel.counter.CounterChecks;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.database.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A shell without anything around it, killed in the middle of its transactions: each input is decided once.
///
/// `-Dheadrace.kills=100` for the long run, `-Dheadrace.seed=…` to repeat one.
class KilledShellIT {

    private static final int KILLS = Integer.getInteger("headrace.kills", 15);
    private static final long SEED = Long.getLong("headrace.seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void everyInputIsDecidedOnce() throws Exception {
        Random random = new Random(SEED);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
                SmallRegistry registry = new SmallRegistry();
                Connection database = DriverManager.getConnection(postgres.jdbcUrl())) {
            Migrations.apply(new DatabaseAddress(postgres.jdbcUrl(), EmbeddedPostgres.NAME, ""), Migrations.OWN);
            List<String> arguments = List.of(registry.url().toString(), postgres.jdbcUrl());
            for (int kill = 0; kill < KILLS; kill++) {
                long before = CounterChecks.progress(database);
                Process child = ChildJvm.start(folder, ShellChild.class, arguments);
                try {
                    awaitProgressBehind(before, database);
                    LockSupport.parkNanos(random.nextInt(200_000_000));
                } finally {
                    child.destroyForcibly().waitFor();
                }
            }
            awaitNoTransaction(database);
            long end = CounterChecks.progress(database);
            System.out.printf(
                    "seed %d: %d kills, %d inputs, %d events%n",
                    SEED,
                    KILLS,
                    end,
                    CounterChecks.count(
                            database, "select count(*) from headrace.outbox where aggregatetype = 'counter'"));
            assertThat(CounterChecks.decided(database))
                    .as("events of each input")
                    .isEqualTo(asked(end));
            assertThat(CounterChecks.gaps(database)).as("gaps in sequences").isZero();
            assertThat(CounterChecks.wrongTotals(database))
                    .as("totals that do not count on")
                    .isZero();
            assertThat(CounterChecks.staleCheckpoints(database))
                    .as("states without their checkpoint")
                    .isZero();
        }
    }

    private static Map<String, Long> asked(long end) {
        Map<String, Long> asked = new HashMap<>();
        for (long offset = 0; offset < end; offset++) {
            asked.putIfAbsent(ShellChild.cause(offset), ShellChild.by(offset));
        }
        return asked;
    }

    /// The server notices a killed client when it next writes to it; what it was committing is committed by then.
    private static void awaitNoTransaction(Connection database) throws SQLException {
        String others =
                "select count(*) from pg_stat_activity where application_name = 'child' and backend_type = 'client backend'";
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (CounterChecks.count(database, others) > 0) {
            assertThat(System.nanoTime()).as("the child's connections end").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private void awaitProgressBehind(long before, Connection database) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (CounterChecks.progress(database) <= before) {
            assertThat(System.nanoTime())
                    .as("seed %d: progress behind %d; see %s", SEED, before, folder.resolve("child.log"))
                    .isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
