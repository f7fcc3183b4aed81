package io.headrace.app.demo;

import io.headrace.app.Environment;
import io.headrace.app.commands.EventLine;
import io.headrace.app.commands.EventLog;
import io.headrace.app.timing.Arrivals;
import io.headrace.app.up.Progress;
import io.headrace.kernel.stream.Received.Event;
import java.time.Duration;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.WakeupException;

/// Tells every decision about a pipeline as it is made, and remembers it.
final class Narrator implements AutoCloseable {

    private final EventLog log;
    private final String pipeline;
    private final Progress progress;
    private final Thread thread;
    private final Arrivals<Event> told = new Arrivals<>();
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
        told.add(event);
    }

    /// How many events of a type there were.
    long count(Class<?> type) {
        return told.all().stream()
                .filter(event -> type.isInstance(event.payload()))
                .count();
    }

    int position() {
        return told.count();
    }

    /// The first event of a type, from a position on, that meets a condition.
    ///
    /// @throws StoryStopped where none came in time
    <E> E await(int from, Class<E> type, Predicate<E> condition, Duration patience) {
        return told.await(
                        from,
                        event -> type.isInstance(event.payload()) && condition.test(type.cast(event.payload())),
                        patience)
                .map(event -> type.cast(event.payload()))
                .orElseThrow(() -> new StoryStopped(
                        "no %s came within %d s".formatted(type.getSimpleName(), patience.toSeconds())));
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
