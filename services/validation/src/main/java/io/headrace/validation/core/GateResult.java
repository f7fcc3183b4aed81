package io.headrace.validation.core;

import org.jspecify.annotations.Nullable;

/// What a gate said, with the figures that it saw.
///
/// @param challenger NaN where there is no such figure
/// @param champion null where the gate does not compare or there is nothing to compare with
public record GateResult(
        Gate gate, double challenger, @Nullable Double champion, boolean passed, String sentence) {}
