package io.headrace.registry.rebuild;

import io.headrace.kernel.projector.Replay;
import io.headrace.kernel.projector.Stretch;
import io.headrace.registry.RegistrySchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A transaction in which the live projector waits for its progress, so that its tables stay as they are.
record Standstill(Connection tx, Replay replay) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int LOST_RACES_MAX = 10;

    /// Class of SQLSTATE: two transactions waited for each other and PostgreSQL ended this one.
    private static final String LOST_RACE = "40";

    /// Stops it where it is.
    Positions hold() throws SQLException {
        for (int lost = 0; ; lost++) {
            try (Statement limit = tx.createStatement()) {
                limit.execute("SET LOCAL lock_timeout = '%ds'".formatted(PATIENCE.toSeconds()));
                return Positions.hold(tx, RegistrySchema.LIVE.progress());
            } catch (SQLException e) {
                tx.rollback();
                String state = e.getSQLState();
                if (state == null || !state.startsWith(LOST_RACE) || lost == LOST_RACES_MAX) {
                    throw e;
                }
            }
        }
    }

    /// Stops it when it has read some stretches to their ends, or when it has had time enough to.
    Positions holdAt(List<Stretch> stretches) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Positions positions = hold();
        while (replay.count(positions.ahead(stretches)) > 0 && System.nanoTime() < deadline) {
            tx.rollback();
            LockSupport.parkNanos(PAUSE.toNanos());
            positions = hold();
        }
        return positions;
    }
}
