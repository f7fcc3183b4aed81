package io.headrace.capture.bare;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.capture.DatabaseAddress;
import io.headrace.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BareEngineIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ROWS = 10_000;

    @TempDir
    private Path folder;

    private EmbeddedPostgres postgres;
    private Connection connection;

    @BeforeEach
    void makeATable() throws SQLException {
        postgres = EmbeddedPostgres.start(folder);
        connection = postgres.dataSource().getConnection();
        run("create table measured (id bigint primary key, x double precision not null)");
        run("create publication bare for table measured");
    }

    @AfterEach
    void stop() throws SQLException {
        connection.close();
        postgres.close();
    }

    @Test
    void handsOverEveryRowInCommitOrderAndLeavesNoSlot() throws Exception {
        BlockingQueue<Long> ids = new LinkedBlockingQueue<>();
        DatabaseAddress database =
                new DatabaseAddress("127.0.0.1", postgres.port(), EmbeddedPostgres.NAME, EmbeddedPostgres.NAME, "");
        try (BareEngine _ = BareEngine.start(database, "bare", Duration.ofMillis(5), row -> ids.add(row.id()))) {
            long last = streaming(ids);
            run("insert into measured select id, 0.5 from generate_series(%d, %d) as id"
                    .formatted(last + 1, last + ROWS));

            List<Long> wanted =
                    LongStream.rangeClosed(last + 1, last + ROWS).boxed().toList();
            for (Long id : wanted) {
                assertThat(ids.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(id);
            }
        }

        assertThat(slots()).isZero();
    }

    /// Inserts single rows until they arrive; returns the last one's id.
    private long streaming(BlockingQueue<Long> ids) throws SQLException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        long id = 0;
        Long arrived = null;
        while (arrived == null && System.nanoTime() < end) {
            run("insert into measured values (%d, 0.5)".formatted(++id));
            arrived = ids.poll(100, TimeUnit.MILLISECONDS);
        }
        while (arrived != null && arrived < id) {
            arrived = ids.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(arrived).isEqualTo(id);
        return id;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int slots() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_replication_slots")) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }
}
