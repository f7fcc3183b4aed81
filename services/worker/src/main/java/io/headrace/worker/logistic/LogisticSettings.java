package io.headrace.worker.logistic;

import io.headrace.worker.fitting.Hyperparameters;

/// How a logistic regression is fitted.
///
/// @param l2 weight of the penalty, above 0: half of it times the sum of the squared coefficients is added to the
///     sum of the rows' log losses. It is the inverse of scikit-learn's `C`
/// @param iterations 1 at least
public record LogisticSettings(double l2, int iterations) {

    /// The kind of trainer.
    public static final String KIND = "logistic";

    /// As a pipeline says them.
    ///
    /// @param hyperparameters all, by the names they have in a pipeline
    /// @throws IllegalArgumentException if one is missing
    public static LogisticSettings of(Hyperparameters hyperparameters) {
        return new LogisticSettings(hyperparameters.number("l2"), hyperparameters.whole("iterations"));
    }
}
