package io.headrace.app.torture;

import io.headrace.app.torture.ChangeSum.Op;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A client that commits transactions one after another and keeps account of them, whatever happens to its connection.
final class Writer implements Runnable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Writer.class);

    private static final Duration AWAY = Duration.ofMillis(200);
    private static final int ROLLBACKS = 12;

    private final int number;
    private final String url;
    private final Ledger ledger;
    private final Script script;
    private final Random random;
    private final Duration pauseMax;
    private volatile boolean stopping;
    private volatile Optional<String> failure = Optional.empty();

    /// @param pauseMax between two transactions
    Writer(int number, String url, Ledger ledger, Script script, Random random, Duration pauseMax) {
        this.number = number;
        this.url = url;
        this.ledger = ledger;
        this.script = script;
        this.random = random;
        this.pauseMax = pauseMax;
    }

    void stop() {
        stopping = true;
    }

    /// Why it ended before it was told to; empty: it did not.
    Optional<String> failure() {
        return failure;
    }

    @Override
    public void run() {
        try {
            write();
        } catch (RuntimeException e) {
            LOGGER.error("writer {} ended", number, e);
            failure = Optional.of("writer %d ended: %s".formatted(number, e));
        }
    }

    private void write() {
        while (!stopping) {
            try (Connection connection = DriverManager.getConnection(url)) {
                connection.setAutoCommit(false);
                Backend backend = Backend.of(connection);
                while (!stopping) {
                    transact(connection, backend);
                    LockSupport.parkNanos(random.nextLong(pauseMax.toNanos()));
                }
            } catch (SQLException | IOException e) {
                LOGGER.debug("writer {} connects again", number, e);
                LockSupport.parkNanos(AWAY.toNanos());
            }
        }
    }

    private void transact(Connection connection, Backend backend) throws SQLException, IOException {
        Account account = new Account(ledger.next());
        try {
            mark(connection, account);
            script.write(connection, account);
        } catch (SQLException | IOException e) {
            script.forget(); // no COMMIT was sent
            throw e;
        }
        if (random.nextInt(ROLLBACKS) == 0) {
            script.forget();
            connection.rollback();
            return;
        }
        long sent = System.nanoTime();
        try {
            connection.commit();
        } catch (SQLException e) {
            settle(backend.hasCommitted(url, account.number()), account, sent);
            ledger.lookedUp();
            throw e;
        }
        settle(true, account, sent);
    }

    private void settle(boolean committed, Account account, long sent) {
        if (committed) {
            script.keep();
            ledger.committed(new Ledger.Transaction(account.number(), sent, System.nanoTime(), account.parts()));
        } else {
            script.forget();
        }
    }

    private void mark(Connection connection, Account account) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("insert into mark (tx, writer) values (?, ?)")) {
            statement.setLong(1, account.number());
            statement.setInt(2, number);
            statement.execute();
        }
        account.change(Tables.MARK, Op.CREATE, account.number(), number);
    }

    /// The server's side of a connection.
    private record Backend(int pid, String started) {

        static Backend of(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select pid, backend_start::text from pg_stat_activity where pid = pg_backend_pid()")) {
                row.next();
                Backend backend = new Backend(row.getInt(1), row.getString(2));
                connection.rollback();
                return backend;
            }
        }

        /// Asks until PostgreSQL answers and this backend has ended, which may still be committing.
        boolean hasCommitted(String url, long transaction) {
            while (true) {
                try (Connection connection = DriverManager.getConnection(url)) {
                    if (!isThere(connection)) {
                        return isMarked(connection, transaction);
                    }
                } catch (SQLException e) {
                    LOGGER.debug("transaction {} cannot be looked up yet", transaction, e);
                }
                LockSupport.parkNanos(AWAY.toNanos());
            }
        }

        private boolean isThere(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select from pg_stat_activity where pid = ? and backend_start = ?::timestamptz")) {
                statement.setInt(1, pid);
                statement.setString(2, started);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next();
                }
            }
        }

        private static boolean isMarked(Connection connection, long transaction) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement("select from mark where tx = ?")) {
                statement.setLong(1, transaction);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next();
                }
            }
        }
    }
}
