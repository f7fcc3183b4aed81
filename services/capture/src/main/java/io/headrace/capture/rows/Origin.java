package io.headrace.capture.rows;

/// Where a row comes from: `source` of the envelope.
///
/// @param micros commit time, or the time of the read, in microseconds since the epoch
/// @param xid 0 for a row that was read
/// @param lsn 0 for a row that was read
public record Origin(long micros, long xid, long lsn) {}
