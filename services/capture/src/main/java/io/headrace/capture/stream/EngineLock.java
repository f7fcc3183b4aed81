package io.headrace.capture.stream;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Of several copies of capture one runs an engine; the others wait for its end.
///
/// It is an advisory lock of a session in the engine's own database, named by the slot: free as soon as its holder is
/// gone, however it went. The holder asks something every second, and PostgreSQL ends a session that asks nothing for
/// [#SILENCE], so that a copy that hangs gives way too. For a moment two copies may take themselves for the holder:
/// that nothing is written twice is the work of the producer's fence, not of the lock.
final class EngineLock implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(EngineLock.class);

    private static final String SILENCE = "10s";
    private static final int ANSWER_MAX_MS = 10_000;

    private final EngineSpec spec;
    private final Connection connection;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean held;

    EngineLock(EngineSpec spec) throws SQLException {
        this.spec = spec;
        this.connection = spec.database().connect();
        connection.setNetworkTimeout(Runnable::run, ANSWER_MAX_MS);
        execute("set idle_session_timeout = '" + SILENCE + "'");
    }

    /// The lock is another copy's by now, or nobody's.
    static final class Lost extends RuntimeException {
        Lost(String message) {
            super(message);
        }
    }

    /// Takes it if it is free; to be asked once more where it is not, within [#SILENCE].
    boolean take() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select pg_try_advisory_lock(hashtext('headrace.capture.engine'), hashtext(?))")) {
            statement.setString(1, spec.slot());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                held = row.getBoolean(1);
            }
        }
        if (held) {
            Thread.ofPlatform().name("capture-lock-" + spec.source()).daemon().start(this::keep);
        }
        return held;
    }

    /// @throws Lost if it is not held any more
    void require() {
        if (!held) {
            throw new Lost("the session that holds the lock on slot %s has ended".formatted(spec.slot()));
        }
    }

    private void keep() {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) {
                execute("select 1");
            }
        } catch (SQLException e) {
            LOGGER.debug("{}: the lock is lost", spec.source(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            held = false;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            connection.close();
        } catch (SQLException e) {
            LOGGER.debug("{}: the lock's session ended before it was closed", spec.source(), e);
        }
    }
}
