package io.headrace.app.torture;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Somebody who does something in the database now and then. What fails is not done.
abstract sealed class Visitor implements Runnable permits SchemaChanges, People {

    private static final Logger LOGGER = LoggerFactory.getLogger(Visitor.class);

    private final String url;
    private final Duration pauseMin;
    private final Duration pauseMax;
    private volatile boolean stopping;

    final Random random;

    Visitor(String url, Random random, Duration pauseMin, Duration pauseMax) {
        this.url = url;
        this.random = random;
        this.pauseMin = pauseMin;
        this.pauseMax = pauseMax;
    }

    /// Does one thing, each statement a transaction of its own.
    abstract void visit(Connection connection) throws SQLException;

    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        while (!stopping) {
            try (Connection connection = DriverManager.getConnection(url)) {
                visit(connection);
            } catch (SQLException e) {
                LOGGER.debug("not done", e);
            }
            LockSupport.parkNanos(random.nextLong(pauseMin.toNanos(), pauseMax.toNanos()));
        }
    }
}
