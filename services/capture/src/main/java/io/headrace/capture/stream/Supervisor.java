package io.headrace.capture.stream;

import io.headrace.capture.EngineStatus;
import io.headrace.capture.RereadRequests;
import io.headrace.capture.Troubles;
import io.headrace.capture.core.Reread;
import io.headrace.capture.core.SlotCheck;
import io.headrace.capture.core.TroubleKind;
import io.headrace.capture.core.WalAlarm;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Keeps one engine alive: whatever fails, everything is built anew from the stored state, after a pause that
/// grows. While another copy of capture runs the engine, this one waits.
public final class Supervisor implements SlotWatch.Engine, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Supervisor.class);

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final EngineSpec spec;
    private final EngineLife.Setting setting;
    private final RereadRequests requests;
    private final OpenTroubles troubles;
    private final EngineTally tally = new EngineTally();
    private final SlotWatch slot;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean waits;
    private volatile boolean isOurs;
    private volatile @Nullable EngineLife life;
    private Duration pause = FIRST_PAUSE;
    private OptionalLong reached = OptionalLong.empty();
    private int failures;

    Supervisor(
            EngineSpec spec, EngineLife.Setting setting, RereadRequests requests, Troubles troubles, WalAlarm alarm) {
        this.spec = spec;
        this.setting = setting;
        this.requests = requests;
        this.troubles = new OpenTroubles(spec.source(), troubles);
        this.slot = new SlotWatch(spec, alarm, tally, this.troubles, this);
        this.thread =
                Thread.ofPlatform().name("capture-" + spec.source()).daemon().unstarted(this::supervise);
    }

    void start() {
        thread.start();
        slot.start();
    }

    @Override
    public boolean isOurs() {
        return isOurs;
    }

    @Override
    public Optional<EngineLife> life() {
        return Optional.ofNullable(life);
    }

    EngineStatus status() {
        EngineLife running = life;
        return new EngineStatus(
                spec.source(),
                Optional.ofNullable(running).map(one -> one.journal().state()),
                waits,
                troubles.all(),
                tally.figures());
    }

    private void supervise() {
        MDC.put("service", "capture");
        MDC.put("source", spec.source());
        while (closing.getCount() > 0) {
            try (EngineLock lock = new EngineLock(spec)) {
                if (awaitTurn(lock)) {
                    live(lock);
                }
            } catch (Exception e) {
                failed(e);
            }
            rest();
        }
    }

    /// Whether the engine is this copy's to run; false at the end.
    private boolean awaitTurn(EngineLock lock) throws SQLException, InterruptedException {
        while (!lock.take()) {
            isOurs = false;
            if (!waits) {
                LOGGER.info("{}: another copy of capture runs this engine; this one waits for its end", spec.source());
                waits = true;
            }
            if (closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        if (waits) {
            troubles.forget();
            waits = false;
        }
        isOurs = true;
        return closing.getCount() > 0;
    }

    private void live(EngineLock lock) throws Exception {
        try (EngineLife born = new EngineLife(spec, setting, lock, troubles, requests, tally)) {
            life = born;
            for (TroubleKind kind : SlotCheck.KINDS) {
                troubles.over(kind, "", "Source %s is captured again.".formatted(spec.source()));
            }
            if (closing.getCount() > 0) {
                born.run(new OutboxResend(spec, setting.kafka()), this::running);
            }
        } finally {
            EngineLife ended = life;
            if (ended != null) {
                reached = OptionalLong.of(ended.journal().state().commitLsn());
            }
            life = null;
        }
    }

    private void running() {
        pause = FIRST_PAUSE;
        failures = 0;
        troubles.over(TroubleKind.ENGINE_STOPPED, "", "Capture of %s runs.".formatted(spec.source()));
    }

    private void failed(Exception e) {
        if (closing.getCount() == 0) {
            LOGGER.debug("{}: ended while closing", spec.source(), e);
            return;
        }
        tally.restarted();
        if (e instanceof Beginning.SlotTrouble trouble) {
            troubles.say(trouble.wrong().kind(), "", "Source %s: %s".formatted(spec.source(), trouble.getMessage()));
            refuse(trouble.wrong());
        } else {
            LOGGER.warn("{}: capture starts again from the stored state", spec.source(), e);
            failures++;
            if (failures > 1) { // a server that restarts is no incident
                troubles.say(
                        TroubleKind.ENGINE_STOPPED,
                        "",
                        "Capture of %s stopped and starts again: %s"
                                .formatted(spec.source(), StopReason.of(e, reached)));
            }
        }
    }

    /// One table alone cannot be read while there is no stream to go on with.
    private void refuse(SlotCheck.Wrong wrong) {
        try {
            for (Reread asked : requests.open()) {
                if (!asked.isWhole()) {
                    requests.answer(
                            asked,
                            false,
                            "Source %s: %s Ask for the whole source: `headrace reread %s`"
                                    .formatted(spec.source(), wrong.sentence(), spec.source()));
                }
            }
        } catch (SQLException e) {
            LOGGER.debug("{}: requests cannot be looked up", spec.source(), e);
        }
    }

    private void rest() {
        try {
            if (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends the engine. What does not end soon (a long read, a broker that is away) ends with the process, as by
    /// `kill -9`.
    @Override
    public void close() {
        closing.countDown();
        slot.close();
        EngineLife running = life;
        if (running != null) {
            running.end();
        }
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
