/// Keeps the exact sums of every pipeline revision up to date with its table, and announces them as dataset versions.
///
/// ```
/// headrace.pipeline, headrace.deployment ──► which revisions to keep
/// cdc.<source>.<schema>.<table> ──► apply (each partition) ──parts──► merge (one) ──► headrace.dataset
///                                      └─► headrace.dataset.dead-letters
/// ```
/// What people ask about its dead letters is answered beside it, by [DatasetLetters].
///
/// One Kafka Streams application for each source, exactly-once, without any other input or output.
@NullMarked
package io.headrace.dataset;

import org.jspecify.annotations.NullMarked;
