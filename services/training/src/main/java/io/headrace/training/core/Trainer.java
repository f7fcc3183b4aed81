package io.headrace.training.core;

import java.time.Duration;

/// What makes a model of the rows.
public sealed interface Trainer {

    /// Exact, of the sums alone, so that a run ends in the decision that begins it.
    ///
    /// @param l2 weight of the penalty; 0 is least squares
    record Ridge(double l2) implements Trainer {}

    /// A program that a worker starts, so that a run ends when the worker says so.
    ///
    /// @param name that workers know the program by
    /// @param hyperparameters a JSON object
    /// @param timeout a run that takes longer fails
    record External(String name, String hyperparameters, long seed, Duration timeout) implements Trainer {}
}
