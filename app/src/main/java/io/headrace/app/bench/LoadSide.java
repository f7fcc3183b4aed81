package io.headrace.app.bench;

import io.headrace.app.timing.OpenLoop;

/// One way for the rows of a transaction from the WAL to where they are applied.
interface LoadSide extends AutoCloseable {

    /// Transactions of so many rows each, answered when the last of them is applied.
    OpenLoop loads(int rows);

    @Override
    void close();
}
