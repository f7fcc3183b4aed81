package io.headrace.worker.bayes;

import io.headrace.worker.fitting.Hyperparameters;

/// How Gaussians are made.
///
/// @param varSmoothing above 0: this share of the largest variance of a column is added to each of every class, as
///     scikit-learn's `var_smoothing`
public record BayesSettings(double varSmoothing) {

    /// The kind of trainer.
    public static final String KIND = "gaussian-naive-bayes";

    /// As a pipeline says them.
    ///
    /// @param hyperparameters all, by the names they have in a pipeline
    /// @throws IllegalArgumentException if one is missing
    public static BayesSettings of(Hyperparameters hyperparameters) {
        return new BayesSettings(hyperparameters.number("var-smoothing"));
    }
}
