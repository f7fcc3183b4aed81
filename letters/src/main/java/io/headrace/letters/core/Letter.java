package io.headrace.letters.core;

/// A dead letter, as far as somebody has asked about it.
public sealed interface Letter {

    /// It waits.
    record Open() implements Letter {}

    /// Nothing will be done with it any more.
    ///
    /// @param by who asked
    record Settled(Outcome outcome, String by) implements Letter {}

    enum Outcome {
        REPLAYED,
        DISCARDED
    }
}
