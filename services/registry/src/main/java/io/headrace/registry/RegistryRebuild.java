package io.headrace.registry;

import com.zaxxer.hikari.HikariDataSource;
import io.headrace.kernel.Installation;
import io.headrace.kernel.database.Pool;
import io.headrace.kernel.projector.Projector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// Makes the registry again from the topics alone, beside the live one, by the same code.
public final class RegistryRebuild implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Installation installation;
    private final RegistrySchema schema;
    private final HikariDataSource database;

    /// @param schema where to; whatever it holds is dropped
    public RegistryRebuild(Installation installation, RegistrySchema schema) {
        this.installation = installation;
        this.schema = schema;
        this.database = Pool.open(installation.database(), "headrace-rebuild", 1);
    }

    /// Folds the topics from their beginning to their end.
    ///
    /// @param patience how long that may take
    /// @throws TimeoutException if it takes longer
    public void run(Duration patience) throws SQLException, TimeoutException {
        run(Instant.MAX, patience);
    }

    /// Folds what happened up to a time, that included: the tables as they stood then.
    public void run(Instant until, Duration patience) throws SQLException, TimeoutException {
        try (Connection tx = database.getConnection()) {
            schema.make(tx);
            tx.commit();
        }
        try (Projector projector = Projector.rebuild(installation, new RegistryProjection(schema, until))) {
            awaitEnd(projector, patience);
        }
    }

    /// In how many rows each table differs from the live one; empty: in none.
    public Map<String, Long> differences() throws SQLException {
        Map<String, Long> differences = new LinkedHashMap<>();
        try (Connection tx = database.getConnection();
                Statement statement = tx.createStatement()) {
            for (String table : RegistrySchema.TABLES) {
                long rows = differing(statement, schema.name() + "." + table, RegistrySchema.LIVE.name() + "." + table);
                if (rows > 0) {
                    differences.put(table, rows);
                }
            }
            tx.rollback();
        }
        return differences;
    }

    private static long differing(Statement statement, String rebuilt, String live) throws SQLException {
        String sql = """
                SELECT count(*) FROM (
                    (TABLE %1$s EXCEPT ALL TABLE %2$s) UNION ALL (TABLE %2$s EXCEPT ALL TABLE %1$s)) AS differing""".formatted(rebuilt, live);
        try (ResultSet count = statement.executeQuery(sql)) {
            count.next();
            return count.getLong(1);
        }
    }

    private void awaitEnd(Projector projector, Duration patience) throws TimeoutException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (projector.behind() > 0) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("Schema %s is not rebuilt after %s: %d events are left; give it more time"
                        .formatted(schema.name(), patience, projector.behind()));
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
