package io.headrace.worker.search;

import io.headrace.worker.core.Trail;

/// What came of a search.
public sealed interface Searched {

    /// The best of those that were tried.
    ///
    /// @param hyperparameters a JSON object
    record Found(String hyperparameters, Trail trail) implements Searched {}

    /// No trial came to an end.
    ///
    /// @param sentence what was seen, without the trainer's name
    record Nothing(String sentence) implements Searched {}

    /// Somebody wanted no model any more.
    record Stopped() implements Searched {}
}
