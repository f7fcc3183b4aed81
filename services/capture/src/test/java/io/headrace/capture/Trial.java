package io.headrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.embedded.EmbeddedKafka;
import io.headrace.embedded.Servers;
import io.headrace.schemas.RowHeaders;
import io.headrace.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Real servers under the mixed workload, for capture processes to be maltreated on, and the judgment at the end.
final class Trial implements AutoCloseable {

    static final Duration LIMIT = Duration.ofMinutes(4);
    static final int PARTITIONS = 3;

    final Servers servers;
    final DatabaseAddress database;
    private final Path folder;
    private final Ledger ledger = new Ledger();
    private final List<Workload> writers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<CaptureProcess> captures = new ArrayList<>();
    private EmbeddedKafka broker;

    Trial(Path folder) throws SQLException {
        this.folder = folder;
        this.servers = Servers.start(folder);
        this.broker = servers.kafka();
        URI url = URI.create(servers.jdbcUrl().substring("jdbc:".length()));
        this.database = new DatabaseAddress(url.getHost(), url.getPort(), "headrace", "headrace", "");
        ControlTables.make(database);
    }

    /// The seed asked for, or one by chance.
    static long seed() {
        return Long.getLong("headrace.seed", System.nanoTime() & 0xFFFF);
    }

    /// Fills the tables of the workload and starts its writers.
    void work(long seed, int rows) throws SQLException {
        for (String table : Workload.TABLES) {
            sql("""
                    create table %1$s (id bigint primary key, v bigint not null, tx bigint not null, note text);
                    insert into %1$s select i, 1, 0, 'first' from generate_series(1, %2$d) i;
                    select headrace.share('public.%1$s');
                    """.formatted(table, rows));
            for (long id = 1; id <= rows; id++) {
                ledger.version(table, id, 1);
            }
        }
        for (int i = 0; i < 4; i++) {
            Workload writer = new Workload(database, ledger, seed, i, i == 3);
            writers.add(writer);
            threads.add(Thread.ofPlatform().start(writer));
        }
    }

    /// Starts a copy of capture with a folder of its own.
    CaptureProcess capture(String name, String... jvm) throws IOException {
        CaptureProcess capture = CaptureProcess.start(folder.resolve(name), servers, database, PARTITIONS, jvm);
        captures.add(capture);
        return capture;
    }

    void sql(String sql) throws SQLException {
        ControlTables.run(database, sql);
    }

    /// `kill -9` for the broker.
    void killBroker() {
        broker.kill();
    }

    /// The broker again, on the same port and files.
    void startBroker() {
        broker = EmbeddedKafka.start(folder);
    }

    /// Waits until everything that is committed by now has been captured.
    void awaitCaughtUp(CaptureProcess capture) throws SQLException {
        String now = ask("select pg_current_wal_insert_lsn()::text");
        String passed = "select confirmed_flush_lsn >= '%s' from pg_replication_slots where slot_name = 'headrace_main'"
                .formatted(now);
        await(capture, () -> ask(passed).equals("t"));
    }

    /// The PostgreSQL process that sends the source to a copy of capture; empty while there is none.
    String sender() {
        return ask("select coalesce(active_pid::text, '') from pg_replication_slots where slot_name = 'headrace_main'");
    }

    private String ask(String query) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void await(CaptureProcess capture, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("It did not come within %s; capture says%n%s".formatted(LIMIT, capture.log()));
            }
            LockSupport.parkNanos(20_000_000L);
        }
    }

    /// Ends the workload, waits until capture is behind it and compares what a plain consumer reads with the
    /// ledger.
    void judge() throws SQLException, InterruptedException {
        writers.forEach(Workload::stop);
        for (Thread thread : threads) {
            thread.join();
        }
        writers.forEach(Workload::check);
        for (String table : Workload.TABLES) {
            sql("insert into %s (id, v, tx) values (-7, 1, -7)".formatted(table));
            ledger.version(table, -7, 1);
            ledger.committed(new Ledger.Part(table, -7), 1);
        }
        TopicReader topics = new TopicReader(servers.bootstrapServers(), servers.registryUrl());
        Checker checker = new Checker(ledger);
        int resets = 0;
        for (String table : Workload.TABLES) {
            List<TopicReader.Message> messages =
                    topics.until(List.of(Topics.rows("main", "public", table)), LIMIT, new Settled());
            resets +=
                    (int) messages.stream().filter(m -> m.has(RowHeaders.RESET)).count();
            checker.table(table, messages);
        }
        checker.cuts(topics.until(List.of(Topics.cuts("main")), LIMIT, all -> !all.isEmpty()));
        System.out.printf(
                "%d changes, %d parts of transactions, %d resets, %d faults%n",
                checker.changes(),
                ledger.changes().size(),
                resets,
                checker.faults().size());
        assertThat(checker.faults().stream().limit(20)).isEmpty();
    }

    @Override
    public void close() {
        writers.forEach(Workload::stop);
        captures.forEach(CaptureProcess::close);
        broker.close();
        servers.close();
    }

    /// Every partition has its generation whole, and the sentinel was seen in it.
    private static final class Settled implements Predicate<List<TopicReader.Message>> {
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
