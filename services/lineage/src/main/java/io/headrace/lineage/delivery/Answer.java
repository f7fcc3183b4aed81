package io.headrace.lineage.delivery;

/// What an endpoint made of an event.
public sealed interface Answer {

    /// It has it.
    record Taken() implements Answer {}

    /// It will never take this one, but perhaps the next.
    ///
    /// @param sentence why
    record Refused(String sentence) implements Answer {}

    /// It takes none for now.
    ///
    /// @param sentence why
    record Away(String sentence) implements Answer {}
}
