package io.headrace.kernel.checkpoint;

import org.jspecify.annotations.Nullable;

/// A state that is not what its newest checkpoint says.
///
/// @param live as `sequence deadline state`; null: there is none
/// @param rebuilt null: no checkpoint tells of it
public record StateDifference(
        String aggregateId, @Nullable String live, @Nullable String rebuilt) {}
