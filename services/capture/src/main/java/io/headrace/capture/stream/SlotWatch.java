package io.headrace.capture.stream;

import io.headrace.capture.core.CaptureLag;
import io.headrace.capture.core.TroubleKind;
import io.headrace.capture.core.WalAlarm;
import io.headrace.capture.core.WalAlarm.Standing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Looks at the slot of an engine, whether the engine runs, fails or waits for a server: how much WAL it
/// keeps, and how long something has been waiting in it. Only the copy whose turn it is says anything.
final class SlotWatch implements AutoCloseable {

    static final TroubleKind TROUBLE = TroubleKind.WAL_KEPT;

    private static final Logger LOGGER = LoggerFactory.getLogger(SlotWatch.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// An outbox that is away is asked no more often than that.
    private static final int LOOKS_PER_ALARM = 5;

    private static final int ANSWER_MAX_MS = 10_000;

    private static final String QUERY = """
            select coalesce(pg_current_wal_lsn() - s.restart_lsn, 0)::bigint,
                   (select setting::bigint from pg_settings where name = 'max_slot_wal_keep_size'),
                   (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint,
                   coalesce(s.confirmed_flush_lsn - '0/0'::pg_lsn, 0)::bigint,
                   coalesce(r.sent_lsn - '0/0'::pg_lsn, 0)::bigint,
                   (extract(epoch from clock_timestamp()) * 1000000)::bigint
            from pg_replication_slots s left join pg_stat_replication r on r.pid = s.active_pid
            where s.slot_name = ?
            """;

    private final EngineSpec spec;
    private final WalAlarm alarm;
    private final EngineTally tally;
    private final OpenTroubles troubles;
    private final Engine engine;
    private final Rounds rounds;
    private final CaptureLag lag = new CaptureLag();
    private @Nullable Connection connection;
    private Standing standing = new Standing.Unknown();
    private int looks;
    private long sent;
    private long looked = System.nanoTime();

    SlotWatch(EngineSpec spec, WalAlarm alarm, EngineTally tally, OpenTroubles troubles, Engine engine) {
        this.spec = spec;
        this.alarm = alarm;
        this.tally = tally;
        this.troubles = troubles;
        this.engine = engine;
        this.rounds = new Rounds("slot-watch-" + spec.source(), PAUSE, this::look);
    }

    /// The engine whose slot it is.
    interface Engine {

        /// Whether this copy of capture runs it, or was the last to do so as far as it knows.
        boolean isOurs();

        /// Empty while it does not run.
        Optional<EngineLife> life();
    }

    /// @param limitMb negative: there is none
    /// @param written how far the WAL reaches
    /// @param confirmed how far it is captured, as PostgreSQL knows
    /// @param sent how far PostgreSQL has gone through it for the reader; 0 without one
    private record Slot(long kept, long limitMb, long written, long confirmed, long sent, Instant now) {}

    void start() {
        rounds.start();
    }

    private void look() throws SQLException {
        MDC.put("service", "capture");
        MDC.put("source", spec.source());
        if (!engine.isOurs()) {
            standing = new Standing.Unknown();
            tally.lag(Optional.empty());
            return;
        }
        Optional<Slot> found = ask();
        if (found.isPresent()) {
            Slot slot = found.get();
            tally.lag(Optional.of(
                    lag.look(new CaptureLag.Look(slot.now(), slot.written(), passed(slot), tally.captured()))));
            if (looks++ % LOOKS_PER_ALARM == 0) {
                alarm(slot);
            }
        }
    }

    /// Rows that are not shared move the WAL too, and nothing comes of them. What PostgreSQL had gone
    /// through at the look before this one has come, if anything did: nothing has been on its way since.
    private long passed(Slot slot) {
        long before = sent;
        long then = looked;
        sent = slot.sent();
        looked = System.nanoTime();
        return engine.life()
                .map(life -> life.passed(before, then))
                .map(passed -> Math.max(passed, slot.confirmed()))
                .orElse(slot.confirmed());
    }

    private void alarm(Slot slot) {
        OptionalLong limit = slot.limitMb() < 0 ? OptionalLong.empty() : OptionalLong.of(slot.limitMb() << 20);
        WalAlarm.Reading reading = new WalAlarm.Reading(spec.slot(), slot.kept(), limit);
        standing = alarm.standing(standing, reading);
        switch (standing) {
            case Standing.Unknown _ -> {}
            case Standing.Quiet _ -> troubles.over(TROUBLE, "", WalAlarm.relief(reading));
            case Standing.Told told -> troubles.say(TROUBLE, "", WalAlarm.sentence(told, reading, spec.source()));
        }
    }

    /// Empty where there is no slot.
    private Optional<Slot> ask() throws SQLException {
        Connection open = connected();
        try (PreparedStatement query = open.prepareStatement(QUERY)) {
            query.setString(1, spec.slot());
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Slot(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                Instant.EPOCH.plus(row.getLong(6), ChronoUnit.MICROS)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            disconnect();
            throw e;
        }
    }

    private Connection connected() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = spec.database().connect();
            open.setNetworkTimeout(Runnable::run, ANSWER_MAX_MS);
            connection = open;
        }
        return open;
    }

    private void disconnect() throws SQLException {
        try (Connection _ = connection) {
            connection = null;
        }
    }

    @Override
    public void close() {
        rounds.close();
        try {
            disconnect();
        } catch (SQLException e) {
            LOGGER.debug("{}: the connection ended before it was closed", spec.source(), e);
        }
    }
}
