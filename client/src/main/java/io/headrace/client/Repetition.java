package io.headrace.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does a thing again until it is done or nobody wants it any more, waiting twice as long each time.
final class Repetition {

    private static final Logger LOG = LoggerFactory.getLogger(Repetition.class);

    private final Duration first;
    private final Duration atMost;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable trouble;

    Repetition(Duration first, Duration atMost) {
        this.first = first;
        this.atMost = atMost;
    }

    /// Returns what the task returned when it threw nothing.
    ///
    /// @param what names the task in the log
    /// @throws EndedException once [#end()] was called
    /// @throws UnusableModelException as the task threw it: repeating would not help
    <T> T untilDone(String what, Callable<T> task) throws EndedException {
        Duration wait = first;
        while (!hasEnded()) {
            try {
                T result = task.call();
                trouble = null;
                return result;
            } catch (UnusableModelException e) {
                trouble = null;
                throw e;
            } catch (Throwable e) {
                // A listener's LinkageError or AssertionError too: a thread that died of it would deliver nothing
                // ever again, and nobody would know.
                report(what, wait, e);
            }
            pause(wait);
            wait = wait.multipliedBy(2).compareTo(atMost) < 0 ? wait.multipliedBy(2) : atMost;
        }
        throw new EndedException();
    }

    /// What keeps the present task from being done.
    Optional<Throwable> trouble() {
        return Optional.ofNullable(trouble);
    }

    void end() {
        ended.countDown();
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    private void report(String what, Duration wait, Throwable e) {
        if (!hasEnded()) {
            trouble = e;
            LOG.warn("{} failed; again in {} ms", what, wait.toMillis(), e);
        }
    }

    private void pause(Duration wait) throws EndedException {
        try {
            if (ended.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new EndedException();
            }
        } catch (InterruptedException e) {
            // The thread is ours, so only a listener can have interrupted it: that shortens the wait, nothing else.
            LOG.debug("A wait was interrupted", e);
        }
    }

    /// Nobody wants it any more.
    static final class EndedException extends Exception {}
}
