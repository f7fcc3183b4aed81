package io.headrace.kernel.counter;

import java.time.Instant;

/// What happened to a counter.
public sealed interface CounterEvent {

    record Added(long total, Instant at) implements CounterEvent {}

    record Rang(long total) implements CounterEvent {}

    /// Somebody asked for what a counter does not do.
    record Refused(String reason) implements CounterEvent {}
}
