package io.headrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.embedded.Servers;
import io.headrace.schemas.RowHeaders;
import io.headrace.schemas.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Capture is killed again and again under a mixed workload, in its first reads, in later ones and in the stream.
///
/// `-Dheadrace.kills=34 -Dheadrace.seeds=1,2,3` for the long run.
class KillIT {

    private static final int KILLS = Integer.getInteger("headrace.kills", 6);
    private static final String SEEDS = System.getProperty("headrace.seeds", "");
    private static final int ROWS = 40_000;
    private static final int PARTITIONS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(8);

    @TempDir
    Path folder;

    @Test
    void losesAndRepeatsNothing() throws Exception {
        List<Long> seeds = new ArrayList<>();
        if (SEEDS.isEmpty()) {
            seeds.add(System.nanoTime() & 0xFFFF);
        } else {
            for (String seed : SEEDS.split(",", -1)) {
                seeds.add(Long.parseLong(seed));
            }
        }
        for (long seed : seeds) {
            run(seed, folder.resolve("seed-" + seed));
        }
    }

    private static void run(long seed, Path where) throws Exception {
        System.out.printf("seed %d, %d kills%n", seed, KILLS);
        Random random = new Random(seed);
        Ledger ledger = new Ledger();
        try (Servers servers = Servers.start(where)) {
            URI url = URI.create(servers.jdbcUrl().substring("jdbc:".length()));
            DatabaseAddress database = new DatabaseAddress(url.getHost(), url.getPort(), "headrace", "headrace", "");
            tables(database, ledger);
            List<Workload> writers = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Workload writer = new Workload(database, ledger, seed, i, i == 3);
                writers.add(writer);
                threads.add(Thread.ofPlatform().start(writer));
            }
            try (CaptureProcess capture =
                    CaptureProcess.start(where.resolve("capture"), servers, database, PARTITIONS, "-Xmx256m")) {
                kill(capture, random, database);
                writers.forEach(Workload::stop);
                for (Thread thread : threads) {
                    thread.join();
                }
                writers.forEach(Workload::check);
                judge(servers, database, ledger);
            }
        }
    }

    private static void tables(DatabaseAddress database, Ledger ledger) throws SQLException {
        ControlTables.make(database);
        for (String table : Workload.TABLES) {
            ControlTables.run(database, """
                    create table %1$s (id bigint primary key, v bigint not null, tx bigint not null, note text);
                    insert into %1$s select i, 1, 0, 'first' from generate_series(1, %2$d) i;
                    select headrace.share('public.%1$s');
                    """.formatted(table, ROWS));
            for (long id = 1; id <= ROWS; id++) {
                ledger.version(table, id, 1);
            }
        }
    }

    private static void kill(CaptureProcess capture, Random random, DatabaseAddress database) throws Exception {
        for (int i = 1; i <= KILLS; i++) {
            if (random.nextInt(4) == 0) {
                String table = Workload.TABLES.get(random.nextInt(Workload.TABLES.size()));
                ControlTables.run(database, "alter table %s add column extra_%d int default %d".formatted(table, i, i));
            }
            // On its way up; some time after it began to stream, so in reads; or in the stream.
            int phase = random.nextInt(4);
            await(() -> phase == 0 || (phase == 1 ? capture.streams() : capture.moves()));
            LockSupport.parkNanos(random.nextInt(2_500) * 1_000_000L);
            assertThat(capture.alive()).as(capture::log).isTrue();
            if (random.nextInt(5) == 0) {
                capture.stopAndRestart();
            } else {
                capture.killAndRestart();
            }
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("capture did not come up within " + LIMIT)
                    .isLessThan(deadline);
            LockSupport.parkNanos(20_000_000L);
        }
    }

    private static void judge(Servers servers, DatabaseAddress database, Ledger ledger) throws SQLException {
        TopicReader topics = new TopicReader(servers.bootstrapServers(), servers.registryUrl());
        for (String table : Workload.TABLES) {
            ControlTables.run(database, "insert into %s (id, v, tx) values (-7, 1, -7)".formatted(table));
            ledger.version(table, -7, 1);
            ledger.committed(new Ledger.Part(table, -7), 1);
        }
        Checker checker = new Checker(ledger);
        int resets = 0;
        for (String table : Workload.TABLES) {
            List<TopicReader.Message> messages =
                    topics.until(List.of(Topics.rows("main", "public", table)), LIMIT, new Settled());
            resets +=
                    (int) messages.stream().filter(m -> m.has(RowHeaders.RESET)).count();
            checker.table(table, messages);
        }
        checker.cuts(topics.until(List.of(Topics.cuts("main")), LIMIT, all -> {
            Set<Long> numbers = new HashSet<>();
            all.forEach(message -> numbers.add(message.field("number")));
            return numbers.size() > 1;
        }));
        System.out.printf(
                "%d changes, %d transactions, %d resets, %d faults%n",
                checker.changes(),
                ledger.changes().size(),
                resets,
                checker.faults().size());
        assertThat(checker.faults().stream().limit(20)).isEmpty();
    }

    /// Every partition has its generation whole, and the sentinel was seen in it.
    private static final class Settled implements java.util.function.Predicate<List<TopicReader.Message>> {
        private int seen;
        private final Set<Integer> open = new HashSet<>();
        private boolean sentinel;
        private int sentinelPartition = -1;

        @Override
        public boolean test(List<TopicReader.Message> all) {
            for (TopicReader.Message message : all.subList(seen, all.size())) {
                int partition = message.raw().partition();
                if (message.has(RowHeaders.RESET)) {
                    open.add(partition);
                    sentinel = sentinel && partition != sentinelPartition;
                } else if (message.has(RowHeaders.COMPLETE)) {
                    open.remove(partition);
                } else if (message.keyed("id").equals(-7L)) {
                    sentinel = true;
                    sentinelPartition = partition;
                }
            }
            seen = all.size();
            return sentinel && open.isEmpty();
        }
    }
}
