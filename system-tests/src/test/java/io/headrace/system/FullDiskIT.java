package io.headrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.system.Terminal.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full while pipelines work: it is said, and with space and what troubleshooting tells to do everything
/// goes on, nothing lost and nothing doubled.
final class FullDiskIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int MEGABYTES = 300;
    private static final String FULL = "No space left on device";

    /// As `select statement` of one that fills a table, two megabytes at a time.
    private static final String WRITE = """
            insert into filled (price, area, rooms, district, stuff)
            select 1000 * i, i, 1, 'north', (select string_agg(md5(random()::text), '') from generate_series(1, 600) n where n + i > 0)
            from generate_series(1, 100) i
            """;

    @Test
    void kafkaGoesOnAfterAStart(@TempDir Path folder) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("data/kafka"), MEGABYTES);
                Workplace at = workplace(disk, folder)) {
            disk.fill();
            long written = 0;
            while (!log(at, "kafka").contains(FULL)) {
                at.database().execute(WRITE);
                written++;
            }
            saysWhatIsWrong(at, "Kafka");
            disk.empty();
            at.up().close();
            at.startAgain();
            assertThat(written).isPositive();
            nothingIsLostOrDoubled(at, 100 * written);
        }
    }

    @Test
    void postgresGoesOnByItselfOrAfterAStart(@TempDir Path folder) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("data/postgresql"), MEGABYTES);
                Workplace at = workplace(disk, folder)) {
            disk.fill();
            long written = writtenUntilFull(at);
            assertThat(log(at, "postgresql")).contains(FULL);
            disk.empty();
            if (!answers(at)) {
                saysWhatIsWrong(at, "PostgreSQL");
                at.up().close();
                at.startAgain();
            }
            nothingIsLostOrDoubled(at, 100 * written);
        }
    }

    private static Workplace workplace(SmallDisk disk, Path folder) throws SQLException, IOException {
        Workplace at = Workplace.open(disk.prefix(), folder);
        at.database()
                .execute("create table filled (id bigserial primary key, area float8, rooms int, district text,"
                        + " price numeric, stuff text)");
        at.database().execute(WRITE);
        String _ = at.terminal().apply(at.specification("filled", "automatic"));
        at.inProduction("filled", 1);
        return at;
    }

    private static String log(Workplace at, String server) throws IOException {
        return Files.readString(at.terminal().data().resolve("logs").resolve(server + ".log"));
    }

    private static void saysWhatIsWrong(Workplace at, String server) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Said said = at.terminal().run("status");
            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.out() + said.err()).contains(server);
        });
    }

    /// How many statements were confirmed before one failed.
    private static long writtenUntilFull(Workplace at) throws SQLException {
        try (Connection sql = DriverManager.getConnection(at.environment().pgUrl());
                Statement statement = sql.createStatement()) {
            for (long written = 0; ; written++) {
                try {
                    int _ = statement.executeUpdate(WRITE);
                } catch (SQLException e) {
                    return written;
                }
            }
        }
    }

    /// Whether PostgreSQL takes writes, now that there is space; it may be recovering.
    private static boolean answers(Workplace at) {
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> takesWrites(at));
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private static boolean takesWrites(Workplace at) {
        try (Connection sql = DriverManager.getConnection(at.environment().pgUrl());
                Statement statement = sql.createStatement()) {
            return !statement.execute("create table if not exists answered ()");
        } catch (SQLException e) {
            return false;
        }
    }

    private static void nothingIsLostOrDoubled(Workplace at, long rows) throws SQLException {
        try (Database database = Database.open(at.environment())) {
            List<String> counts = database.texts("select count(*)::text from filled");
            assertThat(Long.parseLong(counts.getFirst())).isGreaterThanOrEqualTo(100 + rows);
            String _ = database.deployedAfter("filled", List.of("update filled set price = price + 1 where id = 1"));
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            Said said = at.terminal().run("verify", "filled");
            assertThat(said.exit()).as(said.out() + said.err()).isZero();
        });
        Said check = at.terminal().run("rebuild", "registry", "--check");
        assertThat(check.exit()).as(check.out() + check.err()).isZero();
        assertThat(at.terminal()
                        .run("events", "filled", "--from", "beginning", "--json")
                        .jsonLines())
                .extracting(event -> event.get("id").asString())
                .doesNotHaveDuplicates();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(at.terminal().run("status").exit()).isZero());
    }
}
