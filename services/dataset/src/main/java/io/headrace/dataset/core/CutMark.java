package io.headrace.dataset.core;

/// Where a cut lies in its source.
///
/// @param committedAt microseconds since the epoch
public record CutMark(String systemId, long commitLsn, long committedAt) {}
