package io.headrace.capture.stream;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at something again and again, in a thread of its own, until it is closed. A look that fails is
/// followed by the next all the same.
final class Rounds implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Rounds.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Duration pause;
    private final Look look;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    /// Looks once.
    @FunctionalInterface
    interface Look {
        void look() throws Exception;
    }

    Rounds(String name, Duration pause, Look look) {
        this.pause = pause;
        this.look = look;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!ended.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() throws InterruptedException {
        try {
            look.look();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOGGER.debug("{}: a look failed", thread.getName(), e);
        }
    }

    /// Returns when the last look has ended, or soon.
    @Override
    public void close() {
        ended.countDown();
        thread.interrupt();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
