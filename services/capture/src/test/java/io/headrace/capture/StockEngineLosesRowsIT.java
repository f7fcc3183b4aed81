package io.headrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.engine.RecordChangeEvent;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/// The losses that capture is built against, shown on Debezium 3.6.1 without our remedies; and the same with them.
///
/// Should one of these engines lose nothing any more, Debezium has been repaired and the remedy may be looked at.
class StockEngineLosesRowsIT {

    @TempDir
    static Path folder;

    static Rig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new Rig(folder);
        rig.sql("create table public.stock (id int primary key, x int); select headrace.share('public.stock');");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static Properties settings(String slot) {
        return StockEngine.settings(rig.database, folder, slot);
    }

    private static void insert(int id) throws Exception {
        rig.sql("insert into public.stock values (%d, 0)".formatted(id));
    }

    private static void copy(int from, int to) throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int id = from; id <= to; id++) {
            rows.append(id).append("\t0\n");
        }
        try (Connection connection = rig.database.connect()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy public.stock from stdin", new StringReader(rows.toString()));
        }
    }

    @Test
    void aRetriableExceptionLosesTheBatch() throws Exception {
        Set<Integer> seen = StockEngine.rows();
        AtomicBoolean thrown = new AtomicBoolean();
        try (StockEngine _ = new StockEngine(settings("retriable"), (records, committer) -> {
            boolean first = records.stream().anyMatch(event -> StockEngine.id(event) == 1);
            if (first && !thrown.getAndSet(true)) {
                throw new RetriableException("the sink is away");
            }
            StockEngine.noting(seen).handleBatch(records, committer);
        })) {
            awaitSlot("retriable");
            insert(1);
            StockEngine.await("the failure", thrown::get);
            insert(2);
            StockEngine.await("the next row", () -> seen.contains(2));
        }
        try (StockEngine _ = new StockEngine(settings("retriable"), StockEngine.noting(seen))) {
            insert(3);
            StockEngine.await("the last row", () -> seen.contains(3));
        }
        assertThat(seen).doesNotContain(1);
    }

    @Test
    void aCrashWithinACopyLosesItsRest() throws Exception {
        Set<Integer> seen = StockEngine.rows();
        StockEngine crashing = new StockEngine(settings("copied"), (records, committer) -> {
            for (RecordChangeEvent<SourceRecord> event : records) {
                int id = StockEngine.id(event);
                if (id == 105) {
                    committer.markBatchFinished();
                    throw new IllegalStateException("crash");
                }
                seen.add(id);
                committer.markProcessed(event);
            }
            committer.markBatchFinished();
        });
        awaitSlot("copied");
        insert(100);
        StockEngine.await("the first row", () -> seen.contains(100));
        copy(101, 110);
        crashing.awaitEnd();
        try (StockEngine _ = new StockEngine(settings("copied"), StockEngine.noting(seen))) {
            awaitSlot("copied");
            insert(111);
            StockEngine.await("the last row", () -> seen.contains(111));
        }
        assertThat(seen).doesNotContain(106, 107, 108, 109, 110);
    }

    @Test
    void aStopBetweenInterleavedTransactionsLosesTheEarlierOne() throws Exception {
        Set<Integer> seen = StockEngine.rows();
        Properties settings = settings("interleaved");
        settings.setProperty("provide.transaction.metadata", "true");
        try (Connection open = rig.database.connect();
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            try (StockEngine _ = new StockEngine(settings, StockEngine.noting(seen))) {
                awaitSlot("interleaved");
                insert(200);
                StockEngine.await("the first row", () -> seen.contains(200));
                for (int id = 201; id <= 206; id++) {
                    statement.execute("insert into public.stock values (%d, 0)".formatted(id));
                }
                insert(210);
                StockEngine.await("the short transaction", () -> seen.contains(210));
            }
            open.commit();
        }
        try (StockEngine _ = new StockEngine(settings, StockEngine.noting(seen))) {
            awaitSlot("interleaved");
            insert(211);
            StockEngine.await("the last row", () -> seen.contains(211));
        }
        assertThat(seen).doesNotContain(201, 202, 203, 204, 205, 206);
    }

    @Test
    void captureLosesNoneOfThem() throws Exception {
        rig.start();
        rig.awaitSame("stock");
        for (int round = 0; round < 3; round++) {
            int first = 1000 + 100 * round;
            try (Connection open = rig.database.connect();
                    Statement statement = open.createStatement()) {
                open.setAutoCommit(false);
                for (int id = first; id < first + 6; id++) {
                    statement.execute("insert into public.stock values (%d, 0)".formatted(id));
                }
                insert(first + 10);
                rig.awaitSame("stock");
                rig.stop();
                open.commit();
            }
            copy(first + 20, first + 40);
            rig.start();
            rig.awaitSame("stock");
        }
    }

    private static void awaitSlot(String slot) {
        Rig.await("slot " + slot, () -> {
            try (Connection connection = rig.database.connect();
                    Statement statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "select active from pg_replication_slots where slot_name = '%s'".formatted(slot))) {
                return row.next() && row.getBoolean(1);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
