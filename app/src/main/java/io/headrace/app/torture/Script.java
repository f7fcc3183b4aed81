package io.headrace.app.torture;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/// What one writer writes, transaction by transaction. It knows its rows without asking.
interface Script {

    /// Writes one transaction but for its COMMIT, and accounts for it.
    void write(Connection connection, Account account) throws SQLException, IOException;

    /// What was written last is committed.
    void keep();

    /// What was written last is not committed, and never will be.
    void forget();
}
