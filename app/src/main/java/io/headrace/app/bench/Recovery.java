package io.headrace.app.bench;

import io.headrace.app.Environment;
import io.headrace.app.timing.Deliveries;
import io.headrace.app.timing.Sent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// From the kill of a process to the first decision of the one that was started at once.
final class Recovery {

    private static final String DECISIONS =
            "select count(*) from headrace.outbox where aggregatetype = 'training' and type = 'ModelTrained'";
    private static final String POSITION = "select pg_current_wal_insert_lsn() - '0/0'::pg_lsn";

    private final Environment environment;
    private final FeatureTable table;
    private final Versions versions;
    private final Deliveries deliveries;

    /// Seconds since the kill.
    ///
    /// @param committed a row was, as soon as PostgreSQL took one
    /// @param version with the row was announced
    /// @param decided that a model is trained with the row: its transaction is committed
    record Seconds(double committed, double version, double decided) {}

    Recovery(Environment environment, FeatureTable table, Versions versions, Deliveries deliveries) {
        this.environment = environment;
        this.table = table;
        this.versions = versions;
        this.deliveries = deliveries;
    }

    /// How many decisions there are by now.
    long decisions() throws SQLException {
        try (Connection connection = DriverManager.getConnection(environment.pgUrl())) {
            return number(connection, DECISIONS);
        }
    }

    /// Watches a process; when this returns, nothing is on its way in it.
    ///
    /// @param up that was started again
    /// @param killed when the one before was, as System.nanoTime
    /// @param decisions that had been made before that
    Seconds watch(BenchProcess up, long killed, long decisions) throws SQLException {
        up.await("takes a row", this::isThere, Replay.PATIENCE);
        try (Connection connection = DriverManager.getConnection(environment.pgUrl())) {
            Sent sent = commit(connection);
            up.await("decides", () -> number(connection, DECISIONS) > decisions, Replay.PATIENCE);
            double decided = seconds(killed, System.nanoTime());
            double version = seconds(killed, versions.awaitCovering(sent, Replay.PATIENCE));
            settle(sent);
            up.awaitReady(Replay.PATIENCE);
            return new Seconds(seconds(killed, sent.nanos()), version, decided);
        }
    }

    /// Waits until a model that holds a commit is with its subscriber.
    void settle(Sent sent) {
        Deliveries.Delivery _ = deliveries.await(
                "the model with the last row", 0, model -> model.cut().commitLsn() > sent.position(), Replay.PATIENCE);
    }

    private boolean isThere() {
        try (Connection _ = DriverManager.getConnection(environment.pgUrl())) {
            return true;
        } catch (SQLException e) {
            // Not yet started, or still recovering: asked again.
            return false;
        }
    }

    private Sent commit(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement update = connection.createStatement()) {
            int _ = update.executeUpdate("update %s set y = y + 0.001 where id = 1".formatted(table.name()));
            Sent sent = new Sent(number(connection, POSITION), System.nanoTime());
            connection.commit();
            return sent;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static long number(Connection connection, String query) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                throw new IllegalStateException("no row of: " + query);
            }
            return row.getBigDecimal(1).longValueExact();
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private static double seconds(long from, long to) {
        return Duration.ofNanos(to - from).toMillis() / 1e3;
    }
}
