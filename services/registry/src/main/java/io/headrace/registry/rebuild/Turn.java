package io.headrace.registry.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// One rebuild at a time: a lock that lives and dies with its connection.
final class Turn {

    /// A process that was killed leaves its lock when its last statement ends.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final String TAKE = "SELECT pg_try_advisory_lock(hashtextextended('headrace rebuild registry', 0))";

    private Turn() {}

    /// Whether it is ours now, until the connection is closed; false: another rebuild is at work.
    static boolean take(Connection connection) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!tried(connection)) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    private static boolean tried(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet taken = statement.executeQuery(TAKE)) {
            taken.next();
            boolean ours = taken.getBoolean(1);
            connection.commit();
            return ours;
        }
    }
}
