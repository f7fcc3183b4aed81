package io.headrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.schemas.RowHeaders;
import io.headrace.schemas.Topics;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A slot that somebody else has touched is an error with a way out, never a silent gap.
class SlotIT {

    private static final String AWAY = """
            do $$ begin
                while exists (select from pg_replication_slots where slot_name like 'headrace_%' and active) loop
                    perform pg_sleep(0.05);
                end loop;
            end $$;
            """;

    @TempDir
    static Path folder;

    static Rig rig;

    @BeforeAll
    static void startServers() throws Exception {
        rig = new Rig(folder);
        rig.sql("""
                create table public.house (id int primary key, x int);
                create table public.garden (id int primary key, x int);
                insert into public.garden values (1, 1);
                select headrace.share('public.house'), headrace.share('public.garden');
                """);
    }

    @AfterAll
    static void stopServers() {
        rig.close();
    }

    @BeforeEach
    void start() throws Exception {
        rig.sql("""
                delete from public.house;
                insert into public.house select i, i from generate_series(1, 100) i;
                """);
        rig.start();
        rig.awaitSame("house");
        rig.troubles.said.clear();
    }

    @AfterEach
    void stop() throws Exception {
        away();
    }

    @Test
    void saysThatTheSlotIsGoneUntilTheTablesAreReadAgain() throws Exception {
        away();
        rig.sql("select pg_drop_replication_slot('headrace_main')");
        rig.start();
        refuses("slot-missing");
    }

    @Test
    void saysThatTheSlotIsGoneWhileItRuns() throws Exception {
        Rig.await("the stream", () -> rig.isStreaming("headrace_main"));
        rig.drop("headrace_main");
        refuses("slot-missing");
        assertThat(rig.restarts("main")).isPositive();
    }

    /// Debezium makes a slot where it finds none, and where nothing changes then nothing comes through it.
    @Test
    void saysThatTheSlotIsGoneOrAnotherOneWhereItWentWhileDebeziumStarted() throws Exception {
        away();
        rig.start();
        Rig.await("what is stored", () -> rig.isWhole("house"));
        rig.drop("headrace_main");
        Rig.await("a refusal", () -> !refusals().isEmpty());
        refuses(refusals().getFirst());
    }

    private List<String> refusals() {
        return Stream.of("slot-missing", "slot-ahead")
                .filter(kind -> rig.troubles.said.stream().anyMatch(said -> isRefusal(said, kind)))
                .toList();
    }

    @Test
    void saysOfAnEngineThatNeverGetsFarThatItStopsAndWhenItRunsAgain() throws Exception {
        rig.sql("alter publication headrace rename to elsewhere");
        rig.sql("select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = 'headrace_main'");
        Rig.await(
                "engine-stopped",
                () -> rig.troubles.said.stream()
                        .anyMatch(said ->
                                said.startsWith("main engine-stopped: Capture of main stopped and starts again: ")));
        rig.sql("alter publication elsewhere rename to headrace");
        Rig.await("its end", () -> rig.troubles.said.contains("main engine-stopped is over"));
        rig.sql("insert into public.house values (1000, 1)");
        rig.awaitSame("house");
        assertThat(rig.restarts("main")).isGreaterThan(1);
    }

    @Test
    void saysThatTheSlotWasRecreated() throws Exception {
        away();
        rig.sql("select pg_drop_replication_slot('headrace_main'); insert into public.house values (1000, 1);");
        rig.sql("select pg_create_logical_replication_slot('headrace_main', 'pgoutput');");
        rig.start();
        refuses("slot-ahead");
    }

    @Test
    void saysThatTheSlotIsAhead() throws Exception {
        away();
        rig.sql("insert into public.house values (1000, 1);");
        rig.sql("select pg_replication_slot_advance('headrace_main', pg_current_wal_lsn());");
        rig.start();
        refuses("slot-ahead");
    }

    @Test
    void saysThatPostgresRemovedTheWal() throws Exception {
        away();
        rig.sql("alter system set max_slot_wal_keep_size = '16MB'");
        rig.sql("select pg_reload_conf()");
        for (int i = 0; i < 5; i++) {
            rig.sql("update public.house set x = x + 1");
            rig.sql("select pg_switch_wal()");
        }
        rig.sql("checkpoint");
        assertThat(rig.ask("select wal_status from pg_replication_slots where slot_name = 'headrace_main'"))
                .isEqualTo("lost");
        rig.sql("alter system reset max_slot_wal_keep_size");
        rig.sql("select pg_reload_conf()");
        rig.start();
        refuses("slot-missing");
    }

    /// Rows come, change and go while nothing is captured; one table alone cannot be read then.
    private void refuses(String kind) throws Exception {
        Rig.await(kind, () -> rig.troubles.said.stream().anyMatch(said -> isRefusal(said, kind)));
        rig.sql("insert into public.house values (1001, 1); delete from public.house where id between 10 and 50;"
                + " update public.house set x = -1 where id = 60;");
        String alone = rig.reread("main", "public.house");
        rig.awaitAnswer(alone);
        String whole = rig.reread("main", null);
        rig.awaitSame("house");
        rig.awaitAnswer(whole);
        rig.sql("insert into public.house values (1002, 1)");
        rig.awaitSame("house");
        rig.awaitSame("garden");
        String over = "main " + kind + " is over";
        Rig.await(over, () -> isOverAgain(over, kind));
    }

    private boolean isOverAgain(String over, String kind) {
        List<String> said = List.copyOf(rig.troubles.said);
        int refused = 0;
        while (refused < said.size() && !isRefusal(said.get(refused), kind)) {
            refused++;
        }
        return said.lastIndexOf(over) > refused;
    }

    private static boolean isRefusal(String said, String kind) {
        return said.contains("main " + kind) && said.contains("Read the tables again with `headrace reread`");
    }

    @Test
    void goesOnWhereItStoppedOtherwise() throws Exception {
        away();
        rig.sql("insert into public.house values (1000, 1); delete from public.house where id < 10;");
        rig.start();
        rig.awaitSame("house");
        assertThat(rig.troubles.said).allMatch(said -> said.endsWith("is over"));
    }

    @Test
    void readsOneTableAgainAfterChangesThatNoWalTellsOf() throws Exception {
        rig.sql("alter publication headrace set (publish = 'insert')");
        rig.sql("delete from public.house where id <= 50");
        rig.sql("alter publication headrace set (publish = 'insert, update, delete, truncate')");
        rig.sql("insert into public.house values (2000, 1)");
        long gardens = resets("garden");
        rig.awaitAnswer(rig.reread("main", "public.house"));
        rig.awaitSame("house");
        assertThat(resets("garden")).isEqualTo(gardens);
    }

    private long resets(String table) {
        return rig
                .topics
                .until(List.of(Topics.rows("main", "public", table)), Duration.ofSeconds(30), all -> !all.isEmpty())
                .stream()
                .filter(message -> message.has(RowHeaders.RESET))
                .count();
    }

    @Test
    void refusesATableThatIsNotShared() throws Exception {
        rig.awaitAnswer(rig.reread("main", "public.shed"));
        rig.awaitAnswer(rig.reread("elsewhere", null));
        rig.awaitSame("house");
    }

    @Test
    void makesTheSlotOfItsOwnDatabaseAgainAndSendsWhatTheTopicsLack() throws Exception {
        rig.sql(
                "insert into headrace.pipeline (name, spec) values ('kept', '{}'), ('deleted', '{}'), ('changed', '{}')");
        String before = rig.request();
        rig.sql(event(1));
        keys(Topics.REQUEST_ROWS, "id", before);
        keys(Topics.TRAINING, "", "p");
        keys(Topics.PIPELINE_ROWS, "name", "changed");
        away();
        rig.sql("select pg_drop_replication_slot('headrace_control')");
        rig.sql("""
                delete from headrace.pipeline where name = 'deleted';
                update headrace.pipeline set spec = '{"a": 1}' where name = 'changed';
                insert into headrace.pipeline (name, spec) values ('new', '{}');
                """ + event(2));
        String meanwhile = rig.request();
        rig.start();
        assertThat(keys(Topics.PIPELINE_ROWS, "name", "deleted", "d"))
                .containsOnlyOnce("deleted d", "new r")
                .satisfies(all -> assertThat(all)
                        .filteredOn(key -> key.startsWith("kept"))
                        .hasSize(1))
                .satisfies(all -> assertThat(all)
                        .filteredOn(key -> key.startsWith("changed"))
                        .hasSize(2));
        assertThat(keys(Topics.REQUEST_ROWS, "id", meanwhile)).doesNotHaveDuplicates();
        rig.drop("headrace_control");
        rig.sql(event(3));
        String last = rig.request();
        assertThat(keys(Topics.REQUEST_ROWS, "id", last))
                .doesNotHaveDuplicates()
                .anyMatch(key -> key.startsWith(before))
                .anyMatch(key -> key.startsWith(meanwhile));
        assertThat(sequences(3)).containsExactly("1", "2", "3");
        assertThat(rig.troubles.said).anyMatch(said -> said.startsWith("headrace slot-missing: Headrace's own"));
        Rig.await("the end of it", () -> rig.troubles.said.contains("headrace slot-missing is over"));
    }

    private static String event(int sequence) {
        return "insert into headrace.outbox values (gen_random_uuid(), 'training', 'p', 'RunFailed', 'abc', %d, 'c', 'd', null, now());"
                .formatted(sequence);
    }

    /// The keys in a topic, each with its operation, once a key has come.
    private static List<String> keys(String topic, String field, String awaited, String... ops) {
        String wanted = ops.length == 0 ? awaited : awaited + ' ' + ops[0];
        return rig
                .topics
                .until(
                        List.of(topic),
                        Rig.LIMIT,
                        all -> all.stream().anyMatch(m -> key(m, field).startsWith(wanted)))
                .stream()
                .map(message -> key(message, field))
                .toList();
    }

    private static String key(TopicReader.Message message, String field) {
        return field.isEmpty()
                ? new String(message.raw().key(), java.nio.charset.StandardCharsets.UTF_8)
                : message.keyed(field) + " " + message.op();
    }

    private static List<String> sequences(int last) {
        return rig.topics.until(List.of(Topics.TRAINING), Rig.LIMIT, all -> all.size() >= last).stream()
                .map(message -> message.text("ce_sequence"))
                .toList();
    }

    private static void away() throws SQLException {
        rig.stop();
        rig.sql(AWAY);
    }
}
