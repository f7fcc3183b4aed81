package io.headrace.dataset;

import java.time.Duration;

/// How far a dataset is in restoring its state from its changelogs.
///
/// @param done records
/// @param of so many, at most: a changelog may have gaps
/// @param elapsed since it began
public record Restored(long done, long of, Duration elapsed) {}
