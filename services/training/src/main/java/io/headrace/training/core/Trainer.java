package io.headrace.training.core;

import java.time.Duration;

/// What makes a model of the rows.
public sealed interface Trainer {

    /// Exact, of the sums alone, so that a run ends in the decision that begins it.
    ///
    /// @param l2 weight of the penalty; 0 is least squares
    record Ridge(double l2) implements Trainer {}

    /// A worker, so that a run ends when the worker says so.
    ///
    /// @param kind external, xgboost, random-forest, logistic or gaussian-naive-bayes
    /// @param name of a program that workers know by it; of the other kinds, the kind
    /// @param hyperparameters a JSON object
    /// @param timeout a run that takes longer fails
    record OnWorker(String kind, String name, String hyperparameters, long seed, Duration timeout) implements Trainer {}
}
