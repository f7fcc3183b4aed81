package io.headrace.worker.scoring;

/// How a model does on rows. With error = prediction − label, of n rows:
///
/// @param rows n; without any, the figures are NaN
/// @param rmse √(Σ error² / n)
/// @param r2 1 − Σ error² / Σ (label − mean label)²; NaN where the label is constant
/// @param meanError Σ error / n, as in [Evaluation]
/// @param mae Σ |error| / n
public record Score(long rows, double rmse, double r2, double meanError, double mae) {}
