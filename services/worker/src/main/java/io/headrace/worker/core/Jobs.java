package io.headrace.worker.core;

import org.jspecify.annotations.Nullable;

/// What workers know of a pipeline.
///
/// @param run that waits for a worker or is with one; null: none does
public record Jobs(@Nullable String run) {

    static final Jobs NONE = new Jobs(null);
}
