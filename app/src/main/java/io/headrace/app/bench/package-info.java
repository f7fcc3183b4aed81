/// `headrace bench`: what Headrace costs, measured in one run beside its bare counterpart on the same servers.
///
/// [io.headrace.app.bench.BenchRun] starts everything and prints; `Hop`, `Loop`, `Throughput`, `Replay` and
/// `Train` measure; a [io.headrace.app.bench.Reading] is one number beside its counterpart and its aim.
@NullMarked
package io.headrace.app.bench;

import org.jspecify.annotations.NullMarked;
