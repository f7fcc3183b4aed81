package io.headrace.kernel;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tries again while a server is away, and says so once.
///
/// An input must not be lost because a database restarts, and a task that throws loses its place
/// in the group. So the task waits.
public final class Patience implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Patience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(2);

    private final String who;
    private final CountDownLatch stopped = new CountDownLatch(1);

    public Patience(String who) {
        this.who = who;
    }

    /// Thrown out of a wait when the service is closed.
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped(String who) {
            super(who + " was stopped while it waited");
        }
    }

    /// Calls until there is an answer, or a failure that waiting cannot cure.
    public <T> T insist(Callable<T> call) {
        Duration pause = FIRST_PAUSE;
        boolean waited = false;
        while (true) {
            try {
                T answer = call.call();
                if (waited) {
                    LOGGER.info("{} goes on", who);
                }
                return answer;
            } catch (Exception e) {
                if (!isTransient(e)) {
                    throw e instanceof RuntimeException bug ? bug : new IllegalStateException(e.getMessage(), e);
                }
                // A lost race is over at the second attempt and not worth a line.
                if (!waited && pause.compareTo(FIRST_PAUSE) > 0) {
                    LOGGER.warn("{} waits for a server: {}", who, e.toString());
                    waited = true;
                }
            }
            if (!sleep(pause)) {
                throw new Stopped(who);
            }
            pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
        }
    }

    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    @Override
    public void close() {
        stopped.countDown();
    }

    /// Waits; false: stopped meanwhile.
    public boolean sleep(Duration pause) {
        try {
            return !stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Whether the same call may succeed later.
    public static boolean isTransient(Throwable failure) {
        return switch (failure) {
            case Unavailable _, SQLTransientException _, SQLRecoverableException _ -> true;
            case SQLException sql -> isTransient(sql.getSQLState());
            case Throwable other -> other.getCause() != null && isTransient(other.getCause());
        };
    }

    /// Whether a statement failed because of a value that a column cannot hold, or that a constraint forbids.
    public static boolean isAboutValues(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    /// Classes of SQLSTATE: connection lost, lost race, out of resources, shutting down, disk trouble; and a
    /// server that is read-only because it is being failed over.
    private static boolean isTransient(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("40")
                        || state.startsWith("53")
                        || state.startsWith("57P")
                        || state.startsWith("58")
                        || state.equals("25006"));
    }
}
