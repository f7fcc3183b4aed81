package io.headrace.app.timing;

/// A commit on its way.
///
/// @param position every answer that covers the commit is beyond it, and no earlier one
/// @param nanos just before COMMIT was sent, as System.nanoTime
public record Sent(long position, long nanos) {}
