package io.headrace.app.torture;

import io.headrace.app.up.Progress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Waits until everything that was committed has been captured and decided, and what follows from it too.
final class Quiescence {

    private static final Duration STILL = Duration.ofSeconds(6);
    private static final Duration SAID = Duration.ofSeconds(5);

    /// An empty message moves a slot whose tables are quiet.
    private static final String MESSAGE = "select pg_logical_emit_message(true, 'torture', '')::text";

    private static final String STANDS = """
            select min(confirmed_flush_lsn)::text
            from pg_replication_slots where slot_name in ('headrace_main', 'headrace_control')
            """;

    private static final String UNANSWERED = """
            select count(*) from headrace.request
            where id not in (select id from headrace_registry.request where answered_at is not null)
            """;

    /// Moves while anything is decided, read or due within the next seconds.
    private static final String STATE = """
            select (select count(*) from headrace.outbox) || ' events, '
                || (select sum(next_offset) from headrace.progress) || ' offsets passed, '
                || (select count(*) from headrace.state where deadline < now() + interval '6 s') || ' timers due, '
                || (%s) || ' requests without an answer'
            """.formatted(UNANSWERED);

    private static final String SETTLED = "0 timers due, 0 requests without an answer";

    private final Connection connection;
    private final DatasetLag dataset;
    private final Progress progress;
    private final Duration stillMax;
    private long said = System.nanoTime();
    private long moved = said;
    private String last = "";

    /// @param stillMax how long nothing may move before it counts as stuck
    Quiescence(Connection connection, DatasetLag dataset, Progress progress, Duration stillMax) {
        this.connection = connection;
        this.dataset = dataset;
        this.progress = progress;
        this.stillMax = stillMax;
    }

    /// Whether it came, rather than standing still for too long.
    boolean await() throws SQLException, InterruptedException {
        return captured() && datasetIsThere() && settled();
    }

    private boolean datasetIsThere() throws InterruptedException {
        long lag = dataset.records();
        while (lag > 0) {
            if (isOver("dataset has %,d records to go".formatted(lag))) {
                return false;
            }
            lag = dataset.records();
        }
        return true;
    }

    private boolean captured() throws SQLException, InterruptedException {
        String lsn = text(MESSAGE);
        while (!isCaptured(lsn)) {
            String _ = text(MESSAGE);
            if (isOver("capture is at %s on its way to %s".formatted(text(STANDS), lsn))) {
                return false;
            }
        }
        return true;
    }

    private boolean isCaptured(String lsn) throws SQLException {
        return text("""
                select coalesce(min(confirmed_flush_lsn), '0/0') >= '%s'::pg_lsn and count(*) = 2
                from pg_replication_slots where slot_name in ('headrace_main', 'headrace_control')
                """.formatted(lsn)).equals("t");
    }

    private boolean settled() throws SQLException, InterruptedException {
        String before = "";
        long since = System.nanoTime();
        while (true) {
            String now = text(STATE);
            boolean isQuiet = now.equals(before) && now.endsWith(SETTLED);
            if (!isQuiet) {
                since = System.nanoTime();
                before = now;
            } else if (System.nanoTime() - since > STILL.toNanos()) {
                return true;
            }
            if (isOver(now)) {
                return false;
            }
        }
    }

    /// Waits a little; says how it goes.
    private boolean isOver(String state) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(500);
        long now = System.nanoTime();
        if (now - said > SAID.toNanos()) {
            said = now;
            progress.says("catching up: " + state);
        }
        if (!state.equals(last)) {
            last = state;
            moved = now;
        }
        return now - moved > stillMax.toNanos();
    }

    private String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }
}
