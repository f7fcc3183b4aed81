package io.headrace.worker.external;

import org.jspecify.annotations.Nullable;

/// How far a trainer says it is.
///
/// @param share of its work, from 0 to 1; null: it does not say
/// @param message empty: it does not say
public record Progress(@Nullable Double share, String message) {}
