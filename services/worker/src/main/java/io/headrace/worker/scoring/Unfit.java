package io.headrace.worker.scoring;

/// A model that cannot be used.
///
/// @param sentence says what was expected and what was found
public record Unfit(String sentence) implements OpenedModel, ScoredModel {}
