package io.headrace.training.core;

/// How well one model version does on the test split of one dataset version.
///
/// @param r2 NaN where the label is constant
/// @param meanError mean of prediction − label
public record Figures(long testRows, double rmse, double r2, double meanError) {}
