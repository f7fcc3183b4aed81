package io.headrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A slot that somebody else has touched is an error with a way out, never a silent gap.
class SlotIT {

    private static final String AWAY = """
            do $$ begin
                while exists (select from pg_replication_slots where slot_name = 'headrace_main' and active) loop
                    perform pg_sleep(0.05);
                end loop;
            end $$;
            """;

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig(folder);
        rig.sql("""
                create table public.house (id int primary key, x int);
                insert into public.house select i, i from generate_series(1, 100) i;
                select headrace.share('public.house');
                """);
        rig.start();
        rig.awaitSame("house");
        rig.stop();
        rig.sql(AWAY);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void saysThatTheSlotIsGoneUntilTheTablesAreReadAgain() throws Exception {
        rig.sql("select pg_drop_replication_slot('headrace_main'); insert into public.house values (1000, 1);");
        refuses("slot-missing");
    }

    @Test
    void saysThatTheSlotWasRecreated() throws Exception {
        rig.sql("select pg_drop_replication_slot('headrace_main'); insert into public.house values (1000, 1);");
        rig.sql("select pg_create_logical_replication_slot('headrace_main', 'pgoutput');");
        refuses("slot-ahead");
    }

    @Test
    void saysThatTheSlotIsAhead() throws Exception {
        rig.sql("insert into public.house values (1000, 1);");
        rig.sql("select pg_replication_slot_advance('headrace_main', pg_current_wal_lsn());");
        refuses("slot-ahead");
    }

    private void refuses(String kind) throws Exception {
        CaptureService capture = rig.start();
        Rig.await(kind, () -> rig.troubles.said.stream().anyMatch(said -> isRefusal(said, kind)));
        rig.sql("insert into public.house values (1001, 1)");
        capture.reread("main");
        rig.awaitSame("house");
        rig.sql("insert into public.house values (1002, 1)");
        rig.awaitSame("house");
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
        return said.contains("main " + kind) && said.contains("Read the tables again with `reread`");
    }

    @Test
    void goesOnWhereItStoppedOtherwise() throws Exception {
        rig.sql("insert into public.house values (1000, 1); delete from public.house where id < 10;");
        rig.start();
        rig.awaitSame("house");
        assertThat(rig.troubles.said).allMatch(said -> said.endsWith("is over"));
    }
}
