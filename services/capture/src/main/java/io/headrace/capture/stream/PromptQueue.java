package io.headrace.capture.stream;

import io.debezium.connector.base.QueueProvider;
import io.debezium.pipeline.DataChangeEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/// Between the thread that reads the WAL and the one that handles its changes: gives whole transactions the moment
/// their END comes, and a long transaction in portions. Transactions that follow each other closely are given together:
/// each time costs a Kafka transaction.
///
/// Debezium's own queue waits for a full batch or for `poll.interval.ms`, and spins through the last millisecond of
/// it: half a core for two engines that do nothing. Thread-safe; one thread takes.
public final class PromptQueue implements QueueProvider<DataChangeEvent> {

    /// Its name for `queue.provider.type`.
    static final String NAME = "prompt";

    /// The setting for how long after one time the next comes at the earliest, in milliseconds.
    static final String SPACING = "queue.provider.spacing.ms";

    /// Records that are worth handling before their transaction has ended.
    private static final int PORTION = 1_024;

    private static final long BYTES_MAX = 32L << 20;

    private static final Map<String, PromptQueue> BY_ENGINE = new ConcurrentHashMap<>();

    private record Waiting(DataChangeEvent event, long bytes) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition worthwhile = lock.newCondition();
    private final Queue<Waiting> events = new ArrayDeque<>();
    private long bytes;
    private boolean hasEnd;
    private @Nullable Thread taker;
    private long spacingNanos;
    private long lastTaken = System.nanoTime();

    /// The queue that Debezium made for an engine.
    static PromptQueue of(String engine) {
        PromptQueue queue = BY_ENGINE.get(engine);
        if (queue == null) {
            throw new IllegalStateException("Debezium made no queue for engine " + engine);
        }
        return queue;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void configure(Map<String, ?> properties) {
        spacingNanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(String.valueOf(properties.get(SPACING))));
        BY_ENGINE.put(String.valueOf(properties.get("name")), this);
    }

    @Override
    public void enqueue(DataChangeEvent event) {
        long size = event.objectSize();
        lock.lock();
        try {
            events.add(new Waiting(event, size));
            bytes += size;
            hasEnd = hasEnd || isEnd(event.getRecord());
            if (isWorthwhile()) {
                worthwhile.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable DataChangeEvent poll() {
        lock.lock();
        try {
            Waiting next = events.poll();
            if (next == null) {
                return null;
            }
            bytes -= next.bytes();
            hasEnd = hasEnd && !events.isEmpty();
            return next.event();
        } finally {
            lock.unlock();
        }
    }

    /// How many wait; for the reader without bounds once they hold too many bytes, so that it waits.
    @Override
    public int size() {
        lock.lock();
        try {
            boolean full = bytes >= BYTES_MAX && !Thread.currentThread().equals(taker);
            return full ? Integer.MAX_VALUE : events.size();
        } finally {
            lock.unlock();
        }
    }

    /// Takes everything, as soon as that is worth it or a time is over.
    List<SourceRecord> take(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            taker = Thread.currentThread();
            long left = TimeUnit.NANOSECONDS.convert(patience);
            while (!isWorthwhile() && left > 0) {
                left = worthwhile.awaitNanos(left);
            }
            left = lastTaken + spacingNanos - System.nanoTime();
            while (hasEnd && !isPortion() && left > 0) {
                left = worthwhile.awaitNanos(left);
            }
            lastTaken = System.nanoTime();
            return everything();
        } finally {
            lock.unlock();
        }
    }

    private List<SourceRecord> everything() {
        List<SourceRecord> taken = new ArrayList<>(events.size());
        events.forEach(waiting -> taken.add(waiting.event().getRecord()));
        events.clear();
        bytes = 0;
        hasEnd = false;
        return taken;
    }

    private boolean isWorthwhile() {
        return hasEnd || isPortion();
    }

    private boolean isPortion() {
        return events.size() >= PORTION || bytes >= BYTES_MAX;
    }

    private static boolean isEnd(SourceRecord record) {
        return record.value() instanceof Struct marker
                && marker.schema().field("status") != null
                && "END".equals(marker.getString("status"));
    }
}
