package io.headrace.simulation.store;

import java.sql.SQLException;
import java.util.List;

/// A statement that was understood.
interface Command {

    /// What it brings: rows, or how many it changed.
    ///
    /// @param rows of a query; of another, none
    record Result(List<String> columns, List<Row> rows, int changed) {}

    Result run(Running running, Scope outer) throws SQLException;
}
