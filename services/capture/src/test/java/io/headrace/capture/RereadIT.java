package io.headrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.capture.CaptureProcess.Phase;
import io.headrace.capture.core.WalAlarm;
import io.headrace.embedded.EmbeddedPostgres;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.kernel.trace.Spans;
import io.headrace.schemas.RowHeaders;
import io.headrace.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reading again through crashes, and a source that was set back.
class RereadIT {

    private static final int ROWS = 60_000;

    @TempDir
    static Path folder;

    static Rig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new Rig(folder);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void goesOnAfterCrashesInTheMiddleWithoutGhostsOrDoubles() throws Exception {
        rig.sql("""
                create table public.house (id int primary key, x int);
                insert into public.house select i, i from generate_series(1, %d) i;
                select headrace.share('public.house');
                """.formatted(ROWS));
        try (CaptureProcess capture = CaptureProcess.start(
                folder.resolve("killed"), rig.servers, rig.database, 2, "-Dheadrace.capture.read.chunk=1000")) {
            await(capture, () -> capture.log().contains("every shared table is in its topic"));
            rig.sql("alter publication headrace set (publish = 'insert')");
            rig.sql("delete from public.house where id % 3 = 0");
            rig.sql("alter publication headrace set (publish = 'insert, update, delete, truncate')");
            String request = rig.reread("main", null);
            for (int crash = 0; crash < 2; crash++) {
                await(capture, () -> capture.phase() == Phase.REREAD);
                capture.killAndRestart();
            }
            rig.awaitAnswer(request);
            capture.stopAndRestart();
            rig.sql("insert into public.house values (%d, 1)".formatted(ROWS + 1));
            List<Integer> ids = lastGeneration("main", ROWS + 1);
            assertThat(ids).doesNotHaveDuplicates().hasSize(ROWS - ROWS / 3 + 1);
            assertThat(ids).noneMatch(id -> id % 3 == 0 && id <= ROWS);
            rig.awaitAnswer(request); // still the only one
        }
    }

    @Test
    void noticesASourceThatWasSetBackAndReadsItAgain() throws Exception {
        Path home = folder.resolve("source");
        Path kept = folder.resolve("backup");
        EmbeddedPostgres source = EmbeddedPostgres.start(home);
        DatabaseAddress address = address(source);
        ControlTables.share(address);
        ControlTables.run(address, """
                create table public.house (id int primary key, x int);
                insert into public.house select i, i from generate_series(1, 50) i;
                select headrace.share('public.house');
                """);
        SilentTroubles troubles = new SilentTroubles();
        SourceConfig config = SourceConfig.of("other", address);
        try (CaptureService capture = service(config, troubles)) {
            capture.start();
            assertThat(lastGeneration("other", 50)).hasSize(50);
        }
        source.close();
        copy(home, kept);
        source = EmbeddedPostgres.start(home, source.port(), message -> {});
        try (CaptureService capture = service(config, troubles)) {
            capture.start();
            ControlTables.run(address, "insert into public.house select i, i from generate_series(51, 20000) i");
            assertThat(lastGeneration("other", 20_000)).hasSize(20_000);
        }
        source.close();
        Files.move(home, folder.resolve("lost"));
        Files.move(kept, home);
        source = EmbeddedPostgres.start(home, source.port(), message -> {});
        try (CaptureService capture = service(config, troubles)) {
            capture.start();
            Rig.await(
                    "the trouble",
                    () -> troubles.said.stream().anyMatch(said -> said.contains("set back to an earlier state")));
            ControlTables.run(address, "insert into public.house values (77, 1)");
            rig.awaitAnswer(rig.reread("other", null));
            // One that no earlier generation had, so that it tells the last.
            ControlTables.run(address, "insert into public.house values (20001, 1)");
            assertThat(lastGeneration("other", 20_001)).hasSize(52).contains(50, 77, 20_001);
        } finally {
            source.close();
        }
    }

    private static CaptureService service(SourceConfig source, SilentTroubles troubles) {
        return new CaptureService(
                new CaptureConfig(
                        KafkaAddress.at(rig.servers.bootstrapServers()),
                        RegistryAddress.at(rig.servers.registry().confluentUrl()),
                        rig.database,
                        List.of(source),
                        Duration.ofMillis(2),
                        folder.resolve("spool")),
                WalAlarm.USUAL,
                troubles,
                Spans.NONE);
    }

    private static DatabaseAddress address(EmbeddedPostgres server) {
        URI url = URI.create(server.jdbcUrl().substring("jdbc:".length()));
        return new DatabaseAddress(url.getHost(), url.getPort(), "headrace", "headrace", "");
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        Process copy = new ProcessBuilder("cp", "-a", from.toString(), to.toString()).start();
        assertThat(copy.waitFor()).isZero();
    }

    private static void await(CaptureProcess capture, BooleanSupplier condition) {
        try {
            Rig.await("it", condition);
        } catch (AssertionError e) {
            throw new AssertionError(capture.log(), e);
        }
    }

    /// The ids in the last generation of every partition, one per record, once a certain one has come in it.
    private static List<Integer> lastGeneration(String source, int awaited) {
        List<TopicReader.Message> messages = rig.topics.until(
                List.of(Topics.rows(source, "public", "house")),
                Rig.LIMIT,
                all -> last(all).contains(awaited) && all.stream().anyMatch(m -> m.has(RowHeaders.COMPLETE)));
        return last(messages);
    }

    private static List<Integer> last(List<TopicReader.Message> messages) {
        return Stream.of(0, 1)
                .flatMap(partition -> {
                    List<Integer> ids = new ArrayList<>();
                    messages.stream()
                            .filter(m -> m.raw().partition() == partition)
                            .forEach(m -> {
                                if (m.has(RowHeaders.RESET)) {
                                    ids.clear();
                                } else if (!m.has(RowHeaders.COMPLETE)) {
                                    ids.add((Integer) m.keyed("id"));
                                }
                            });
                    return ids.stream();
                })
                .toList();
    }
}
