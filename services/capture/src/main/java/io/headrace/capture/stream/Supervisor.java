package io.headrace.capture.stream;

import io.headrace.capture.EngineStatus;
import io.headrace.capture.Troubles;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one engine alive: whatever fails, everything is built anew from the stored state, after a pause that
/// grows.
public final class Supervisor implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Supervisor.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final EngineSpec spec;
    private final EngineLife.Setting setting;
    private final Claim claim;
    private final OpenTroubles troubles;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean reread;
    private volatile @Nullable EngineLife life;
    private Duration pause = FIRST_PAUSE;
    private OptionalLong reached = OptionalLong.empty();
    private int failures;

    Supervisor(EngineSpec spec, EngineLife.Setting setting, Troubles troubles) {
        this.spec = spec;
        this.setting = setting;
        this.claim = new Claim(setting.kafka(), spec.identity());
        this.troubles = new OpenTroubles(spec.source(), troubles);
        this.thread =
                Thread.ofPlatform().name("capture-" + spec.source()).daemon().unstarted(this::supervise);
    }

    void start() {
        thread.start();
    }

    /// Makes a new slot and reads every table into a new generation, at the next start of the engine.
    void reread() {
        reread = true;
        EngineLife running = life;
        if (running != null) {
            running.end();
        }
    }

    EngineStatus status() {
        EngineLife running = life;
        return new EngineStatus(
                spec.source(),
                Optional.ofNullable(running).map(one -> one.journal().state()),
                troubles.all());
    }

    private void supervise() {
        while (closing.getCount() > 0) {
            try {
                live();
            } catch (Claim.TakenOver e) {
                LOGGER.debug("{}: stops", spec.source(), e);
                troubles.say(
                        "engine-stopped",
                        "",
                        "Another copy of capture has taken over source %s; this one stops. Run one copy per source."
                                .formatted(spec.source()));
                return;
            } catch (Exception e) {
                failed(e);
            }
            rest();
        }
    }

    private void live() throws Exception {
        try (EngineLife born = new EngineLife(spec, setting, claim, troubles, reread)) {
            reread = false;
            life = born;
            for (String kind : new String[] {"slot-missing", "slot-recreated", "slot-ahead", "other-system"}) {
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
        troubles.over("engine-stopped", "", "Capture of %s runs.".formatted(spec.source()));
    }

    private void failed(Exception e) {
        if (closing.getCount() == 0) {
            LOGGER.debug("{}: ended while closing", spec.source(), e);
        } else if (e instanceof Beginning.SlotTrouble trouble) {
            troubles.say(trouble.wrong().kind(), "", "Source %s: %s".formatted(spec.source(), trouble.getMessage()));
        } else {
            LOGGER.warn("{}: capture starts again from the stored state", spec.source(), e);
            failures++;
            if (failures > 1) { // a server that restarts is no incident
                troubles.say(
                        "engine-stopped",
                        "",
                        "Capture of %s stopped and starts again: %s"
                                .formatted(spec.source(), StopReason.of(e, reached)));
            }
        }
    }

    private void rest() {
        try {
            if (!reread && !closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
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
