package io.headrace.app.doctor;

import io.headrace.app.commands.Row;
import io.headrace.app.commands.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Looks at PostgreSQL: what a server allows, and what one of its databases has of Headrace.
final class PostgresExam {

    private static final long OLDEST = 14;
    private static final long NEWEST = 18;
    private static final long CLOCKS_APART_MS = 2_000;
    private static final long FOREIGN_WAL = 1L << 30;
    private static final double MUCH = 0.5;

    private static final String SERVER = """
            select current_setting('server_version_num')::int / 10000 as version,
                   current_setting('wal_level') as wal_level,
                   current_setting('max_replication_slots')::int as slots,
                   (select count(*) from pg_replication_slots where slot_name <> all (?)) as other_slots,
                   current_setting('max_wal_senders')::int as senders,
                   (select setting::bigint from pg_settings where name = 'wal_sender_timeout') as sender_timeout_ms,
                   (select setting::bigint from pg_settings where name = 'max_slot_wal_keep_size') as keep_mb,
                   current_user as role, r.rolsuper or r.rolreplication as replicates,
                   has_database_privilege(current_database(), 'create') as creates,
                   current_database() as database, to_regclass('headrace.outbox') is not null as has_tables,
                   to_regprocedure('headrace.share(regclass)') is not null as has_share,
                   (extract(epoch from clock_timestamp()) * 1000)::bigint as clock_ms
            from pg_roles r where r.rolname = current_user
            """;

    private static final String SLOTS = """
            select slot_name as slot, active, wal_status, slot_name = any (?) as ours,
                   coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint as kept
            from pg_replication_slots order by 1
            """;

    private final Session session;
    private final List<String> slots;
    private final Holds holds;
    private final Findings findings;

    /// What a database has of Headrace.
    record Holds(boolean ownTables, boolean sharedTables) {}

    /// @param subject what findings are about
    /// @param slots the ones that capture uses there
    PostgresExam(Session session, String subject, List<String> slots, Holds holds) {
        this.session = session;
        this.slots = slots;
        this.holds = holds;
        this.findings = new Findings(subject);
    }

    List<Finding> findings() {
        Object[] ours = {slots.toArray(String[]::new)};
        Row server = session.row(SERVER, ours).orElseThrow();
        version(server);
        replication(server);
        rights(server);
        clock(server);
        List<Row> all = session.rows(SLOTS, ours);
        for (String slot : slots) {
            own(slot, all.stream().filter(row -> row.text("slot").equals(slot)).findFirst(), keptAtMost(server));
        }
        all.stream().filter(row -> !row.is("ours")).forEach(this::foreign);
        new SharedTablesExam(session, findings).look();
        return findings.all();
    }

    private void version(Row server) {
        long version = server.number("version");
        if (version < OLDEST || version > NEWEST) {
            findings.failed(
                    "version %d: Headrace is for PostgreSQL %d to %d".formatted(version, OLDEST, NEWEST),
                    "move the database to one of these versions");
        } else {
            findings.ok("version " + version);
        }
    }

    private void replication(Row server) {
        if (server.text("wal_level").equals("logical")) {
            findings.ok("wal_level is logical");
        } else {
            findings.failed(
                    "wal_level is %s: changes cannot be read from the WAL".formatted(server.text("wal_level")),
                    "alter system set wal_level = logical;  -- then restart PostgreSQL");
        }
        atLeast("max_replication_slots", server.number("slots"), server.number("other_slots") + slots.size());
        atLeast("max_wal_senders", server.number("senders"), slots.size());
        if (server.number("sender_timeout_ms") == 0) {
            findings.warning(
                    "wal_sender_timeout is 0: a reader that hangs keeps its slot for ever",
                    "alter system set wal_sender_timeout = '60s'; select pg_reload_conf();");
        }
        if (server.number("keep_mb") < 0) {
            findings.warning(
                    "max_slot_wal_keep_size is -1: while capture is away, WAL may fill the disk",
                    "alter system set max_slot_wal_keep_size = '50GB'; select pg_reload_conf();  -- as much as you can spare: beyond it a slot is lost, and `headrace reread` reads the tables again");
        } else {
            findings.ok("a slot keeps %,d MB of WAL at most".formatted(server.number("keep_mb")));
        }
    }

    private void atLeast(String setting, long value, long needed) {
        if (value < needed) {
            findings.failed(
                    "%s is %d, and %d are needed".formatted(setting, value, needed),
                    "alter system set %s = %d;  -- then restart PostgreSQL".formatted(setting, needed + 4));
        } else {
            findings.ok("%s is %d".formatted(setting, value));
        }
    }

    private void rights(Row server) {
        String role = server.text("role");
        if (server.is("replicates")) {
            findings.ok("the role %s may replicate".formatted(role));
        } else {
            findings.failed(
                    "the role %s may not read the WAL".formatted(role),
                    "alter role %s replication;  -- as a superuser".formatted(quoted(role)));
        }
        if (holds.ownTables()) {
            made("Headrace's tables", server.is("has_tables"), server);
        }
        if (holds.sharedTables()) {
            made("Headrace's functions for sharing tables", server.is("has_share"), server);
        }
    }

    private void made(String what, boolean isThere, Row server) {
        if (isThere) {
            findings.ok("%s are in the database %s".formatted(what, server.text("database")));
        } else if (server.is("creates")) {
            findings.warning("%s are not there yet".formatted(what), "headrace init");
        } else {
            findings.failed(
                    "%s are not there, and the role %s cannot make them".formatted(what, server.text("role")),
                    "grant create on database %s to %s;"
                            .formatted(quoted(server.text("database")), quoted(server.text("role"))));
        }
    }

    private void clock(Row server) {
        Duration apart = Duration.ofMillis(
                        server.number("clock_ms") - Instant.now().toEpochMilli())
                .abs();
        if (apart.toMillis() > CLOCKS_APART_MS) {
            findings.warning(
                    "its clock and this machine's are %,d ms apart: deadlines and figures are off by as much"
                            .formatted(apart.toMillis()),
                    "set both by NTP");
        } else {
            findings.ok("its clock agrees with this machine's");
        }
    }

    /// Bytes; none: without a limit.
    private static Optional<Long> keptAtMost(Row server) {
        long megabytes = server.number("keep_mb");
        return megabytes < 0 ? Optional.empty() : Optional.of(megabytes << 20);
    }

    private void own(String name, Optional<Row> slot, Optional<Long> limit) {
        if (slot.isEmpty()) {
            findings.warning(
                    "there is no slot %s".formatted(name),
                    "start capture: it makes the slot; where one was lost, `headrace status` says so, and `headrace reread` leaves it behind");
            return;
        }
        String state = slot.get().text("wal_status");
        long kept = slot.get().number("kept");
        if (!state.matches("reserved|extended")) {
            findings.failed(
                    "the slot %s has lost WAL that capture has not read (%s)".formatted(name, state),
                    "headrace reread");
        } else if (!slot.get().is("active")) {
            findings.failed(
                    "nobody reads the slot %s, which keeps %,d bytes of WAL".formatted(name, kept),
                    "start capture; if it is never to run again: select pg_drop_replication_slot('%s');"
                            .formatted(name));
        } else if (limit.isPresent() && kept > limit.get() * MUCH) {
            findings.failed(
                    "the slot %s keeps %,d bytes of WAL, and is lost at %,d".formatted(name, kept, limit.get()),
                    "see in `headrace status` why capture is behind, or raise max_slot_wal_keep_size");
        } else {
            findings.ok("the slot %s is read, and keeps %,d bytes of WAL".formatted(name, kept));
        }
    }

    private void foreign(Row slot) {
        if (!slot.is("active") && slot.number("kept") > FOREIGN_WAL) {
            findings.warning(
                    "nobody reads the slot %s, which is not Headrace's and keeps %,d bytes of WAL"
                            .formatted(slot.text("slot"), slot.number("kept")),
                    "if nobody needs it: select pg_drop_replication_slot('%s');".formatted(slot.text("slot")));
        }
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
