package io.headrace.app.bench;

/// Rows to commit.
///
/// @param transactions how many, committed one right behind the other
/// @param rows of each
record Load(int transactions, int rows) {

    int total() {
        return transactions * rows;
    }

    /// As a person would call it.
    String words() {
        return transactions == 1
                ? "one transaction of %,d rows".formatted(rows)
                : "%d transactions of %,d rows".formatted(transactions, rows);
    }
}
