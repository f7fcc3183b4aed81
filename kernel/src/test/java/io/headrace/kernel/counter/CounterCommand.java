package io.headrace.kernel.counter;

/// What may be asked of a counter.
public sealed interface CounterCommand {

    /// Count on by some, in ones.
    record Add(long by) implements CounterCommand {}

    /// The time to ring has come.
    record Ring() implements CounterCommand {}
}
