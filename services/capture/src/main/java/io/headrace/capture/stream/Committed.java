package io.headrace.capture.stream;

/// A transaction with its end.
record Committed(Transaction transaction, long commitLsn) {}
