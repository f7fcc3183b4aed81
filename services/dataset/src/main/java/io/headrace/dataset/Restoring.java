package io.headrace.dataset;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far the stores are restored from their changelogs.
final class Restoring implements StateRestoreListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(Restoring.class);

    private static final long WORTH_TELLING_MS = 1_000;

    private long began;
    private long done;
    private long of;
    private int open;

    /// Since the first store began; empty: none is being restored.
    synchronized Optional<Restored> soFar() {
        return open == 0
                ? Optional.empty()
                : Optional.of(new Restored(done, of, Duration.ofNanos(System.nanoTime() - began)));
    }

    @Override
    public synchronized void onRestoreStart(TopicPartition changelog, String store, long first, long end) {
        if (open == 0) {
            began = System.nanoTime();
            done = 0;
            of = 0;
        }
        open++;
        of += end - first;
    }

    @Override
    public synchronized void onBatchRestored(TopicPartition changelog, String store, long last, long count) {
        done += count;
    }

    @Override
    public synchronized void onRestoreEnd(TopicPartition changelog, String store, long count) {
        ended();
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        if (open == 0 && millis > WORTH_TELLING_MS) {
            LOGGER.info("the stores are restored: {} records in {} ms", done, millis);
        }
    }

    @Override
    public synchronized void onRestoreSuspended(TopicPartition changelog, String store, long count) {
        ended();
    }

    private void ended() {
        open = Math.max(0, open - 1);
    }
}
