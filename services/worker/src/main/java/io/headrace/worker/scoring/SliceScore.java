package io.headrace.worker.scoring;

import org.jspecify.annotations.Nullable;

/// How a model does on the rows that have one value in one feature.
///
/// @param value null: no value, or an undeclared one
public record SliceScore(String column, @Nullable String value, Score score) {}
