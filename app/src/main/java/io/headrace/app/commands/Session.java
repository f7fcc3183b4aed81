package io.headrace.app.commands;

import io.headrace.app.CommandFailure;
import io.headrace.app.Environment;
import io.headrace.app.PostgresUrl;
import io.headrace.app.Source;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/// A connection to a database of the installation, each statement a transaction of its own, or all of them of one
/// [snapshot][#snapshot()].
public final class Session implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(15);

    private final Environment environment;
    private final Connection connection;

    private Session(Environment environment, Connection connection) {
        this.environment = environment;
        this.connection = connection;
    }

    /// In Headrace's own database.
    public static Session open(Environment environment) {
        return open(environment, environment.database());
    }

    /// In the database of a source, which may be the same.
    public static Session open(Environment environment, Source source) {
        return open(environment, source.database());
    }

    private static Session open(Environment environment, PostgresUrl database) {
        try {
            return new Session(environment, DriverManager.getConnection(database.jdbc()));
        } catch (SQLException e) {
            throw CommandFailure.failed("PostgreSQL at %s does not let us in: %s".formatted(database, message(e)));
        }
    }

    Environment environment() {
        return environment;
    }

    Connection connection() {
        return connection;
    }

    /// Runs a statement that returns rows, or none.
    public List<Row> rows(String sql, @Nullable Object... arguments) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            List<Row> rows = new ArrayList<>();
            if (!statement.execute()) {
                return rows;
            }
            try (ResultSet result = statement.getResultSet()) {
                ResultSetMetaData columns = result.getMetaData();
                while (result.next()) {
                    rows.add(Row.read(result, columns));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw CommandFailure.failed(Refused.withWayOut(
                    message(e), environment.database().address().user()));
        }
    }

    public Optional<Row> row(String sql, @Nullable Object... arguments) {
        return rows(sql, arguments).stream().findFirst();
    }

    /// From here on every statement sees what the first of them saw, and none writes.
    void snapshot() {
        rows("begin transaction isolation level repeatable read, read only");
    }

    /// Asks until there is a row; empty when none came in time.
    public Optional<Row> await(Duration patience, String sql, @Nullable Object... arguments) {
        long end = System.nanoTime() + patience.toNanos();
        Optional<Row> row = row(sql, arguments);
        while (row.isEmpty() && System.nanoTime() < end) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return row;
            }
            row = row(sql, arguments);
        }
        return row;
    }

    /// The server's own sentence, with its hint, without its codes.
    public static String message(SQLException failure) {
        if (failure instanceof PSQLException e && e.getServerErrorMessage() != null) {
            String hint = e.getServerErrorMessage().getHint();
            return e.getServerErrorMessage().getMessage() + (hint == null ? "" : "; " + hint);
        }
        return String.valueOf(failure.getMessage());
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw CommandFailure.failed(message(e));
        }
    }
}
