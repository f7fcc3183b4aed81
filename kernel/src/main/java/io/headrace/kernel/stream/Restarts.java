package io.headrace.kernel.stream;

import io.headrace.kernel.Patience;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Replaces a thread that died, later and later while it keeps dying.
final class Restarts implements StreamsUncaughtExceptionHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(Restarts.class);
    private static final Duration PAUSE_MIN = Duration.ofMillis(500);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(30);

    private final String service;
    private final Membership membership;
    private final Patience patience;
    private final InstantSource clock;
    private Duration pause = PAUSE_MIN;
    private Instant last = Instant.EPOCH;

    Restarts(String service, Membership membership, Patience patience, InstantSource clock) {
        this.service = service;
        this.membership = membership;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        if (patience.isStopped()) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        Instant now = clock.instant();
        pause = Duration.between(last, now).compareTo(PAUSE_MAX.multipliedBy(2)) > 0 ? PAUSE_MIN : longer(pause);
        last = now;
        LOGGER.error("{} failed and starts again in {} ms", service, pause.toMillis(), failure);
        if (!patience.sleep(pause)) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        membership.renewAfter(failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(PAUSE_MAX) < 0 ? twice : PAUSE_MAX;
    }
}
