package io.headrace.registry.rebuild;

/// Is told how a rebuild goes on.
public interface RebuildListener {

    /// What begins now.
    void says(String sentence);

    /// How many offsets of the topics are passed, and how many there are to pass in all.
    void passed(long offsets, long of);
}
