package io.headrace.letters.core;

/// What may be asked of a letter.
public sealed interface LetterCommand {

    Asked asked();

    /// Take the record after all.
    record Replay(Asked asked) implements LetterCommand {}

    /// The record was taken.
    record Finish(Asked asked) implements LetterCommand {}

    /// The record could not be taken.
    record Keep(Asked asked, String reason) implements LetterCommand {}

    /// Forget about it.
    record Discard(Asked asked) implements LetterCommand {}

    /// There is no such letter.
    ///
    /// @param kind what was asked
    record Miss(Asked asked, String kind) implements LetterCommand {}
}
