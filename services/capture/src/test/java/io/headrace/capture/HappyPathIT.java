package io.headrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.capture.core.WalAlarm;
import io.headrace.embedded.Servers;
import io.headrace.kernel.KafkaAddress;
import io.headrace.kernel.avro.RegistryAddress;
import io.headrace.kernel.trace.Spans;
import io.headrace.schemas.RowHeaders;
import io.headrace.schemas.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows and decisions from tables to topics, on real servers.
class HappyPathIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    static Servers servers;
    static DatabaseAddress database;
    static TopicReader topics;
    static CaptureService capture;

    @BeforeAll
    static void start() throws Exception {
        servers = Servers.start(folder);
        URI url = URI.create(servers.jdbcUrl().substring("jdbc:".length()));
        database = new DatabaseAddress(url.getHost(), url.getPort(), "headrace", "headrace", "headrace");
        ControlTables.make(database);
        ControlTables.run(database, """
                create table public.house (id int primary key, price numeric, area float8, district text);
                insert into public.house select i, i * 1000.5, i, 'north' from generate_series(1, 1000) i;
                select headrace.share('public.house');
                insert into headrace.pipeline (name, spec) values ('p1', '{"a": 1}');
                """);
        topics = new TopicReader(servers.bootstrapServers(), servers.registryUrl());
        capture = new CaptureService(
                new CaptureConfig(
                        KafkaAddress.at(servers.bootstrapServers()),
                        RegistryAddress.at(servers.registry().confluentUrl()),
                        database,
                        List.of(SourceConfig.of("main", database)),
                        Duration.ofMillis(2),
                        folder.resolve("spool")),
                WalAlarm.USUAL,
                new SilentTroubles(),
                Spans.NONE);
        capture.start();
    }

    @AfterAll
    static void stop() {
        capture.close();
        servers.close();
    }

    @Test
    void readsATableAndThenItsChangesAsCuts() throws Exception {
        String topic = Topics.rows("main", "public", "house");
        List<TopicReader.Message> read = topics.until(
                List.of(topic), LIMIT, all -> !all.isEmpty() && all.getLast().has(RowHeaders.COMPLETE));
        assertThat(read).hasSize(1002);
        assertThat(read.getFirst().has(RowHeaders.RESET)).isTrue();
        assertThat(read.get(1).row("after").get("price").toString()).isEqualTo("1000.5");
        ControlTables.run(database, "update house set price = 7 where id <= 3; ");
        ControlTables.run(database, "delete from house where id = 5; ");
        List<TopicReader.Message> changes = topics.until(List.of(topic), LIMIT, all -> all.size() >= 1006);
        assertThat(changes.get(1002).row("after").get("price").toString()).isEqualTo("7");
        assertThat(changes.get(1002).number(RowHeaders.CUT)).isEqualTo(3);
        assertThat(changes.get(1004).has(RowHeaders.LAST)).isTrue();
        assertThat(changes.get(1005).op()).isEqualTo("d");
        assertThat(changes.get(1005).keyed("id")).isEqualTo(5);
        assertThat(changes.get(1005).number(RowHeaders.CUT)).isEqualTo(4);
        assertThat(topics.until(List.of(Topics.cuts("main")), LIMIT, all -> all.size() >= 4))
                .hasSize(4);
    }

    @Test
    void relaysPipelinesAndDecisions() throws Exception {
        List<TopicReader.Message> rows = topics.until(List.of(Topics.PIPELINE_ROWS), LIMIT, all -> !all.isEmpty());
        assertThat(rows.getFirst().row("after").get("name").toString()).isEqualTo("p1");
        ControlTables.run(database, """
                insert into headrace.pipeline (name, spec) values ('p2', '{}');
                insert into headrace.outbox values (gen_random_uuid(), 'training', 'p1', 'RunFailed', 'abc', 1, 'c', 'd', null, '2026-01-02 03:04:05.5+00');
                """);
        List<TopicReader.Message> events = topics.until(List.of(Topics.TRAINING), LIMIT, all -> !all.isEmpty());
        assertThat(events.getFirst().text("ce_type")).isEqualTo("io.headrace.RunFailed");
        assertThat(events.getFirst().text("ce_time")).isEqualTo("2026-01-02T03:04:05.5Z");
        assertThat(events.getFirst().text("ce_subject")).isEqualTo("p1");
        assertThat(events.getFirst().raw().value()).isEqualTo("abc".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(topics.until(List.of(Topics.PIPELINE_ROWS), LIMIT, all -> all.size() == 2))
                .hasSize(2);
    }
}
