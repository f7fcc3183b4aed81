package io.headrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.capture.core.ChangeKind;
import io.headrace.capture.rows.RegistrySchemaIds;
import io.headrace.kernel.avro.RegistryAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// While Kafka is away capture confirms nothing, its engines fail and start again, and PostgreSQL keeps its
/// WAL.
class WalKeptIT {

    private static final long HALF = 32L << 20;

    @TempDir
    Path folder;

    @Test
    void tellsOnceOfTheWalThatASlotKeepsThoughTwoCopiesLookAndHowLongChangesWait() throws Exception {
        try (Rig rig = new Rig(folder)) {
            rig.sql("alter system set max_slot_wal_keep_size = '64MB'");
            rig.sql("select pg_reload_conf()");
            rig.sql("""
                    create table public.house (id int primary key, x int);
                    insert into public.house select i, i from generate_series(1, 100) i;
                    create table public.elsewhere (text text);
                    select headrace.share('public.house');
                    """);
            CaptureService first = rig.capture(outbox(rig));
            CaptureService second = rig.capture(outbox(rig));
            try (first;
                    second) {
                first.start();
                rig.awaitSame("house");
                second.start();
                Rig.await("the second copy", () -> second.status().stream().allMatch(EngineStatus::waits));
                rig.sql("update public.house set x = x + 1 where id <= 10; delete from public.house where id > 95");
                rig.awaitSame("house");
                Rig.await("the count", () -> main(first).rows().equals(counted(100, 10, 5)));
                Rig.await(
                        "no lag",
                        () -> main(first).lag().filter(Duration::isZero).isPresent());
                assertThat(main(second).lag()).isEmpty();

                rig.killKafka();
                rig.sql("update public.house set x = 0");
                while (kept(rig) <= HALF) {
                    rig.sql("insert into public.elsewhere select repeat('x', 1000) from generate_series(1, 4000)");
                }
                Rig.await("the trouble", () -> said(rig, "SourceTroubled") == 1);
                Rig.await(
                        "the lag",
                        () -> first.status().stream()
                                .anyMatch(engine -> longerThan(engine.figures(), 5)
                                        || second.status().stream().anyMatch(other -> longerThan(other.figures(), 5))));

                rig.startKafka();
                rig.awaitSame("house");
                Rig.await("its end", () -> {
                    run(rig, "insert into public.house select coalesce(max(id), 0) + 1, 1 from public.house");
                    run(rig, "checkpoint");
                    return said(rig, "SourceRecovered") == 1;
                });
                assertThat(said(rig, "SourceTroubled")).isEqualTo(1);
                assertThat(rig.ask("""
                                select encode(payload, 'escape') from headrace.outbox
                                where correlation = 'capture/main/wal-kept' and type = 'SourceTroubled'"""))
                        .contains(
                                "Slot headrace_main keeps more than 32 MB of WAL", "at 64 MB (max_slot_wal_keep_size)");
                assertThat(main(first).restarts() + main(second).restarts()).isPositive();
            }
        }
    }

    private static OutboxTroubles outbox(Rig rig) {
        RegistryAddress registry =
                RegistryAddress.at(rig.servers.registry().confluentUrl());
        return new OutboxTroubles(new CaptureOutbox(rig.database, new RegistrySchemaIds(registry)));
    }

    private static EngineFigures main(CaptureService capture) {
        return capture.status().stream()
                .filter(engine -> engine.source().equals("main"))
                .findFirst()
                .orElseThrow()
                .figures();
    }

    private static boolean longerThan(EngineFigures figures, int seconds) {
        return figures.lag().filter(lag -> lag.toSeconds() > seconds).isPresent();
    }

    private static Map<ChangeKind, Long> counted(long read, long updated, long deleted) {
        return Map.of(
                ChangeKind.READ, read,
                ChangeKind.INSERT, 0L,
                ChangeKind.UPDATE, updated,
                ChangeKind.DELETE, deleted,
                ChangeKind.TRUNCATE, 0L);
    }

    private static long kept(Rig rig) throws SQLException {
        return Long.parseLong(
                rig.ask(
                        "select (pg_current_wal_lsn() - restart_lsn)::bigint from pg_replication_slots where slot_name = 'headrace_main'"));
    }

    private static long said(Rig rig, String type) {
        try {
            return Long.parseLong(rig.ask(
                    "select count(*) from headrace.outbox where correlation = 'capture/main/wal-kept' and type = '%s'"
                            .formatted(type)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Rig rig, String sql) {
        try {
            rig.sql(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
