package io.headrace.letters.core;

/// What happened to a letter.
public sealed interface LetterEvent {

    /// Not told: the service reads the record again, in the same transaction.
    record ReplayBegun(Asked asked) implements LetterEvent {}

    record LetterReplayed(Asked asked) implements LetterEvent {}

    record LetterDiscarded(Asked asked) implements LetterEvent {}

    record LetterKept(Asked asked, String reason) implements LetterEvent {}

    /// Somebody got an answer.
    ///
    /// @param kind replay or discard
    record RequestAnswered(Asked asked, String kind, boolean accepted, String sentence) implements LetterEvent {}
}
