package io.headrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.schemas.RowHeaders;
import io.headrace.schemas.Topics;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people do to tables while they are captured.
class TablesIT {

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
    void followsATableThroughEveryAlter() throws Exception {
        rig.sql("""
                create table public.house (id int primary key, price int, area float8, note text);
                insert into public.house select i, i, i, 'n' from generate_series(1, 500) i;
                select headrace.share('public.house');
                """);
        rig.awaitSame("house");
        for (String alter : List.of(
                "alter table public.house add column garden boolean",
                "alter table public.house add column rooms int default 4",
                "alter table public.house rename column area to area_m2",
                "alter table public.house alter column price type numeric using price * 2",
                "alter table public.house alter column price type numeric using price + 1",
                "alter table public.house drop column note",
                "alter table public.house add column note int",
                "alter table public.house drop constraint house_pkey, add primary key (id, rooms)",
                "alter table public.house drop constraint house_pkey, add primary key (id)")) {
            rig.sql(alter
                    + "; update public.house set area_m2 = area_m2 + 1 where id < 3;"
                            .replace(
                                    "area_m2",
                                    alter.contains("rooms int") || alter.contains("garden") ? "area" : "area_m2"));
            rig.awaitSame("house");
        }
    }

    @Test
    void readsATableAgainThatWasAwayForAWhileAndCameBackAsItWas() throws Exception {
        rig.sql("""
                create table public.away (id int primary key, x int);
                insert into public.away select i, i from generate_series(1, 100) i;
                select headrace.share('public.away');
                """);
        rig.awaitSame("away");
        rig.sql("alter table public.away rename to elsewhere");
        Rig.await("its absence is noticed", () -> !rig.isWhole("away"));
        rig.sql("delete from public.elsewhere where id < 50; alter table public.elsewhere rename to away");
        rig.awaitSame("away");

        rig.sql("alter table public.away drop constraint away_pkey");
        Rig.await("its lack of a key is noticed", () -> !rig.isWhole("away"));
        rig.sql("insert into public.away values (1000, 1); alter table public.away add primary key (id)");
        rig.awaitSame("away");
    }

    @Test
    void flowsWithinSecondsOnceATableIsShared() throws Exception {
        rig.sql("create table public.late (id int primary key, x int); insert into public.late values (1, 1);");
        long began = System.nanoTime();
        rig.sql("select headrace.share('public.late'); insert into public.late values (2, 2);");
        rig.awaitSame("late");
        System.out.printf("a newly shared table flowed after %d ms%n", (System.nanoTime() - began) / 1_000_000);
    }

    @Test
    void keepsWhatOthersWereWritingWhenTheTableWasShared() throws Exception {
        rig.sql("create table public.busy (id int primary key, x int); insert into public.busy values (1, 1);");
        try (Connection writer = rig.database.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("insert into public.busy values (2, 2)");
            // By hand, so that nobody waits for the writer as headrace.share would.
            rig.sql("alter publication headrace add table public.busy");
            rig.sql("insert into public.busy values (3, 3)");
            writer.commit();
        }
        rig.awaitSame("busy");
    }

    @Test
    void beginsAnewWithATruncate() throws Exception {
        rig.sql("""
                create table public.emptied (id int primary key, x int);
                insert into public.emptied select i, i from generate_series(1, 100) i;
                select headrace.share('public.emptied');
                """);
        rig.awaitSame("emptied");
        rig.sql("begin; insert into public.emptied values (200, 1); truncate public.emptied;"
                + " insert into public.emptied values (1, 77), (2, 78); commit;");
        rig.awaitSame("emptied");
    }

    @Test
    void movesARowWhoseKeyChanges() throws Exception {
        rig.sql("""
                create table public.moved (id int primary key, x int);
                insert into public.moved select i, i from generate_series(1, 10) i;
                select headrace.share('public.moved');
                """);
        rig.awaitSame("moved");
        rig.sql("update public.moved set id = id + 100 where id < 5");
        rig.awaitSame("moved");
    }

    @Test
    void keepsLargeValuesThatAnUpdateDoesNotTouch() throws Exception {
        rig.sql("""
                create table public.large (id int primary key, x int, doc text);
                alter table public.large alter column doc set storage external;
                insert into public.large values (1, 1, repeat('abc', 100000));
                select headrace.share('public.large');
                """);
        rig.awaitSame("large");
        rig.sql("update public.large set x = 2");
        rig.awaitSame("large");
    }

    @Test
    void namesWhatItCannotReadAndReadsTheRest() throws Exception {
        rig.sql("""
                create table public.odd (id int primary key, x int, unreadable_a interval, unreadable_b bytea default '\\x00');
                insert into public.odd values (1, 1, '1 day');
                create table public.keyless (x int);
                alter publication headrace add table public.keyless;
                select headrace.share('public.odd');
                """);
        rig.sql("insert into public.odd values (2, 2, '2 days'); insert into public.keyless values (1);");
        rig.awaitSame("odd");
        assertThat(rig.troubles.said).anyMatch(said -> said.contains("unreadable_a (interval), unreadable_b (bytea)"));
        Rig.await(
                "the keyless table's trouble",
                () -> rig.troubles.said.stream().anyMatch(said -> said.contains("public.keyless has no primary key")));
        rig.sql("alter table public.keyless add column id int primary key default 5");
        rig.awaitSame("keyless");
    }

    @Test
    void givesATransactionOverTwoTablesOneCut() throws Exception {
        rig.sql("""
                create table public.left_side (id int primary key, x int);
                create table public.right_side (id int primary key, x int);
                insert into public.left_side values (0, 0);
                insert into public.right_side values (0, 0);
                select headrace.share('public.left_side'), headrace.share('public.right_side');
                """);
        rig.awaitSame("left_side");
        rig.awaitSame("right_side");
        rig.sql("begin; insert into public.left_side select i, i from generate_series(1, 20) i;"
                + " insert into public.right_side select i, i from generate_series(1, 20) i; commit;");
        List<TopicReader.Message> rows = rig
                .topics
                .until(
                        List.of(
                                Topics.rows("main", "public", "left_side"),
                                Topics.rows("main", "public", "right_side")),
                        Duration.ofSeconds(30),
                        all -> all.stream().filter(m -> isInsert(m)).count() == 40)
                .stream()
                .filter(TablesIT::isInsert)
                .toList();
        assertThat(rows.stream().map(message -> message.number(RowHeaders.CUT)).distinct())
                .hasSize(1);
        assertThat(rows.stream()
                        .map(message -> message.number(RowHeaders.PARTS))
                        .distinct())
                .containsExactly(4L);
        assertThat(rows.stream().filter(message -> message.has(RowHeaders.LAST)))
                .hasSize(4);
    }

    private static boolean isInsert(TopicReader.Message message) {
        return !message.has(RowHeaders.RESET)
                && !message.has(RowHeaders.COMPLETE)
                && !message.isTombstone()
                && message.op().equals("c");
    }
}
