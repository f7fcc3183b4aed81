package io.headrace.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables at the limits of what PostgreSQL allows.
class OddTablesIT {

    /// As many as a table can have, and names as long as they can be.
    private static final int COLUMNS = 1_600;

    private static final String LONG_NAME = "a".repeat(62);

    @TempDir
    static Path folder;

    static Rig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new Rig(folder);
        rig.start();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void leavesOutARowThatNoMessageCanHoldAndCarriesTheOthers() throws Exception {
        rig.sql("""
                create table public.huge (id int primary key, x int, doc text);
                insert into public.huge values (1, 1, 'small'), (2, 2, repeat('0123456789', 5000000));
                select headrace.share('public.huge');
                """);
        Rig.await("the trouble", () -> isSaid("public.huge holds rows larger than 15 MB, 1 met so far"));
        rig.sql("insert into public.huge values (3, 3, repeat('0123456789', 5000000)), (4, 4, 'small')");
        rig.sql("update public.huge set x = 0 where id in (1, 2)");
        rig.sql("insert into public.huge values (5, 5, repeat('0123456789', 1000000))");
        rig.sql("update public.huge set x = 7 where id = 5");
        List<TopicReader.Message> seen = rig.topics.until(
                List.of(Topics.rows("main", "public", "huge")),
                Rig.LIMIT,
                all -> all.stream().anyMatch(m -> "5 u".equals(change(m))));
        assertThat(seen.stream().map(OddTablesIT::change)).contains("1 u", "2 d", "3 d", "4 c", "5 u");
        rig.sql("update public.huge set doc = 'small' where id in (2, 3)");
        rig.awaitAnswer(rig.reread("main", "public.huge"));
        rig.awaitSame("huge");
        Rig.await("its end", () -> rig.troubles.said.contains("main row-too-large is over"));
    }

    private static String change(TopicReader.Message message) {
        return message.key() == null || message.isTombstone() ? "" : message.keyed("id") + " " + message.op();
    }

    private static boolean isSaid(String part) {
        return rig.troubles.said.stream().anyMatch(said -> said.contains(part));
    }

    @Test
    void carriesAsManyColumnsAsATableCanHave() throws Exception {
        String columns = IntStream.range(1, COLUMNS)
                .mapToObj(i -> "c%d int".formatted(i))
                .collect(Collectors.joining(", "));
        rig.sql("create table public.wide (id int primary key, %s)".formatted(columns));
        rig.sql("insert into public.wide (id, c1, c1599) select i, i, -i from generate_series(1, 50) i");
        rig.sql("select headrace.share('public.wide')");
        rig.awaitSame("wide");
        rig.sql("update public.wide set c800 = id, c1599 = 4 where id < 10; delete from public.wide where id > 40");
        rig.awaitSame("wide");
    }

    @Test
    void carriesNamesThatSqlMustQuote() throws Exception {
        for (String table : List.of("Select", "order", LONG_NAME + "Z", "with-dash")) {
            rig.sql("""
                    create table public."%1$s" (id int primary key, "Order" int, "a ""quoted"" name" int, "a.b" int,
                        "größe ✓" float8, "%2$sä" int, "1st" int, "a b" int, "a_b" int, "null" boolean);
                    insert into public."%1$s" values (1, 1, 2, 3, 4.5, 5, 6, 7, 8, true);
                    select headrace.share('public."%1$s"');
                    """.formatted(table, "b".repeat(61)));
            rig.awaitSame(table);
            rig.sql("update public.\"%s\" set \"a \"\"quoted\"\" name\" = 9, \"größe ✓\" = 1 where id = 1"
                    .formatted(table));
            rig.sql("insert into public.\"%s\" (id, \"a.b\") values (2, 1)".formatted(table));
            rig.awaitSame(table);
        }
        for (String table : List.of("a.b", "über", "two words", "it\"s")) {
            rig.sql("create table public.\"%1$s\" (id int primary key); select headrace.share('public.\"%1$s\"')"
                    .formatted(table.replace("\"", "\"\"")));
            Rig.await(table, () -> isSaid("Table public.%s has a name that no topic can have".formatted(table)));
            rig.sql("drop table public.\"%s\"".formatted(table.replace("\"", "\"\"")));
        }
    }

    @Test
    void sharesOrdinaryTablesAlone() throws Exception {
        rig.sql("create view public.seen as select 1 as id");
        assertThatThrownBy(() -> rig.sql("select headrace.share('public.seen')"))
                .hasMessageContaining("public.seen is not an ordinary table, and no other can be captured")
                .hasMessageContaining("share the tables that it is made of");
        rig.sql("create table public.parted (id int primary key) partition by range (id)");
        assertThatThrownBy(() -> rig.sql("select headrace.share('public.parted')"))
                .hasMessageContaining("share its partitions one by one");
    }

    @Test
    void aKeyThatCannotBeReadIsNamedWithTheWaysOut() throws Exception {
        rig.troubles.said.clear();
        rig.sql("create table public.turn (id interval primary key, note bytea); select headrace.share('public.turn')");
        Rig.await(
                "the trouble",
                () -> isSaid(
                        "public.turn has a primary key of a type that cannot be read: id (interval); give it a key of"
                                + " other columns, or share it no more: select headrace.unshare('public.turn')"));
        rig.sql("select headrace.unshare('public.turn')");
        Rig.await("its end", () -> rig.troubles.said.contains("main table-unreadable is over"));
    }

    @Test
    void aTroubleEndsWithItsTable() throws Exception {
        for (String mend : List.of(
                "alter table public.\"not so\" rename to so",
                "drop table public.\"not so\"",
                "select headrace.unshare('public.\"not so\"')")) {
            rig.troubles.said.clear();
            rig.sql("create table public.\"not so\" (id int primary key); select headrace.share('public.\"not so\"')");
            Rig.await("the trouble", () -> isSaid("Table public.not so has a name that no topic can have"));
            rig.sql(mend);
            Rig.await("its end", () -> rig.troubles.said.contains("main table-unreadable is over"));
        }
    }

    /// Whoever's clock was set back, their records are not refused for being of tomorrow.
    @Test
    void takesRecordsOfAnyTime() throws Exception {
        long tomorrow = System.currentTimeMillis() + 86_400_000;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", rig.servers.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            rig.sql("create table public.clock (id int primary key); select headrace.share('public.clock')");
            rig.awaitSame("clock");
            String topic = Topics.rows("main", "public", "clock");
            ProducerRecord<byte[], byte[]> late = new ProducerRecord<>(topic, 0, tomorrow, null, null, List.of());
            assertThat(producer.send(late).get().offset()).isNotNegative();
        }
    }
}
