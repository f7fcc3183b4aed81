package io.headrace.kernel.shell;

import io.headrace.kernel.Patience;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers deadlines when they come.
///
/// Only a clock: whether a deadline still holds is decided in the transaction that locks the
/// state. So a deadline may be delivered twice, by two copies of a service or after it was moved,
/// and nothing happens the second time. It has a thread of its own because a Streams thread looks
/// at the clock only between polls.
public final class Timers implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Timers.class);

    /// Somebody may set the clock.
    private static final Duration WAIT_MAX = Duration.ofSeconds(1);

    private final UnaryOperator<Due> fire;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Agenda agenda = new Agenda();
    private boolean closed;

    /// @param fire delivers a deadline and tells the one that the state has now
    public Timers(String name, UnaryOperator<Due> fire, InstantSource clock) {
        this.fire = fire;
        this.clock = clock;
        Thread.ofPlatform().name(name + "-timers").daemon().start(this::run);
    }

    /// Takes note of what states say now; older news are dropped.
    public void set(Collection<Due> news) {
        lock.lock();
        try {
            agenda.set(news);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            @Nullable Due due = next();
            if (due == null) {
                return;
            }
            try {
                Due now = fire.apply(due);
                lock.lock();
                try {
                    agenda.set(List.of(now));
                } finally {
                    lock.unlock();
                }
            } catch (Patience.Stopped _) {
                return;
            } catch (RuntimeException e) {
                LOGGER.error(
                        "the timer {} of {} failed and is dropped until the state moves",
                        due.deadline(),
                        due.aggregateId(),
                        e);
            }
        }
    }

    /// Waits for the next deadline and takes it out; null: closed.
    private @Nullable Due next() {
        lock.lock();
        try {
            while (!closed) {
                Optional<Duration> left = agenda.left(clock.instant());
                if (left.isEmpty()) {
                    changed.await();
                    continue;
                }
                if (!left.get().isPositive()) {
                    return agenda.take();
                }
                Duration wait = left.get().compareTo(WAIT_MAX) < 0 ? left.get() : WAIT_MAX;
                long _ = changed.awaitNanos(TimeUnit.NANOSECONDS.convert(wait));
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            lock.unlock();
        }
    }
}
