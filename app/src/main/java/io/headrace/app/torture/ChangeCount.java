package io.headrace.app.torture;

/// What became of the changes of the ledger. Not thread-safe.
final class ChangeCount {

    long committed;
    /// As records of their own.
    long found;
    /// In a read of their table that began behind them: a table that was altered is read again.
    long read;
    long lost;
    long doubled;

    boolean holds() {
        return lost == 0 && doubled == 0 && committed == found + read;
    }
}
