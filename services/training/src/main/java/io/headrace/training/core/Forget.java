package io.headrace.training.core;

import java.time.Duration;

/// What a pipeline demands when a row leaves its table.
///
/// @param within so long after it the version in production must have been trained without the row
/// @param retire whether the versions before are withdrawn then
public record Forget(Duration within, boolean retire) {}
