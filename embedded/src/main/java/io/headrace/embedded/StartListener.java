package io.headrace.embedded;

/// Hears what a start is doing while its caller waits. Called from several threads.
@FunctionalInterface
public interface StartListener {

    /// Hears nothing.
    StartListener SILENT = server -> {};

    void says(String sentence);
}
