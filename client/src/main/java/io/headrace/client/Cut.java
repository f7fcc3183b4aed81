package io.headrace.client;

import java.time.Instant;

/// The point in the source's commit order up to which the model has seen every row.
///
/// @param source the captured database
/// @param systemId PostgreSQL's system identifier
/// @param number 1, 2, 3… per source
/// @param commitLsn of the last commit in the cut
/// @param committedAt when it was committed
public record Cut(String source, String systemId, long number, long commitLsn, Instant committedAt) {}
