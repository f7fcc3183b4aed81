package io.headrace.app.timing;

/// Something that arrived because of commits.
public interface Answer {

    /// Which commits it answers: all those sent at a smaller position.
    long position();

    /// When it arrived, as System.nanoTime.
    long nanos();
}
