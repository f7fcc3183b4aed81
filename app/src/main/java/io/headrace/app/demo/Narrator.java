package io.headrace.app.demo;

import io.headrace.app.Environment;
import io.headrace.app.commands.EventLine;
import io.headrace.app.commands.EventLog;
import io.headrace.app.up.Progress;
import io.headrace.kernel.stream.Received.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.WakeupException;

/// Tells every decision about a pipeline as it is made, and remembers it.
final class Narrator implements AutoCloseable {

    private final EventLog log;
    private final String pipeline;
    private final Progress progress;
    private final Thread thread;
    private final List<Event> told = new ArrayList<>();
    private volatile boolean silent;
    private volatile boolean closed;

    Narrator(Environment environment, String pipeline, Progress progress) {
        this.log = new EventLog(environment);
        this.pipeline = pipeline;
        this.progress = progress;
        this.thread = Thread.ofPlatform().daemon().name("narrator").start(this::tell);
    }

    /// Remembers without telling: a thousand models need no thousand lines.
    void beSilent(boolean silent) {
        this.silent = silent;
    }

    private void tell() {
        try (log) {
            while (!closed) {
                log.next().stream().filter(this::isOurs).forEach(this::tell);
            }
        } catch (WakeupException e) {
            if (!closed) {
                throw e;
            }
        }
    }

    private boolean isOurs(Event event) {
        return event.subject().equals(pipeline) || event.subject().startsWith(pipeline + "/");
    }

    private void tell(Event event) {
        if (!silent) {
            progress.says("  %-18s %s".formatted(event.type(), EventLine.sentence(event.payload())));
        }
        synchronized (this) {
            told.add(event);
            notifyAll();
        }
    }

    /// How many events of a type there were.
    synchronized long count(Class<?> type) {
        return told.stream().filter(event -> type.isInstance(event.payload())).count();
    }

    synchronized int position() {
        return told.size();
    }

    /// The first event of a type, from a position on, that meets a condition.
    ///
    /// @throws StoryStopped where none came in time
    synchronized <E> E await(int from, Class<E> type, Predicate<E> condition, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        int next = from;
        while (true) {
            for (; next < told.size(); next++) {
                Object payload = told.get(next).payload();
                if (type.isInstance(payload) && condition.test(type.cast(payload))) {
                    return type.cast(payload);
                }
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new StoryStopped("no %s came within %d s".formatted(type.getSimpleName(), patience.toSeconds()));
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoryStopped("interrupted");
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        log.wakeUp();
        try {
            boolean _ = thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
