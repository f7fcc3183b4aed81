package io.headrace.kernel.database;

import java.sql.Connection;
import java.sql.SQLException;

/// Statements to run in somebody else's transaction.
@FunctionalInterface
public interface SqlWork {

    SqlWork NONE = tx -> {};

    /// Runs the statements; commit and rollback are the caller's.
    void run(Connection tx) throws SQLException;
}
