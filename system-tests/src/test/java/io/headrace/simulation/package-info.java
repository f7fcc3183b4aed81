/// The loop in one thread: from a seed, with virtual time, an in-memory log and store, and faults.
///
/// What decides is the real code; what is simulated is PostgreSQL, Kafka, time and misfortune. Start with
/// [io.headrace.simulation.World].
@NullMarked
package io.headrace.simulation;

import org.jspecify.annotations.NullMarked;
