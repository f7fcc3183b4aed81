package io.headrace.worker.logistic;

/// What a minimum is looked for of: a convex function with a gradient.
interface Loss {

    /// How many numbers it is a function of.
    int parameters();

    /// The loss at a point.
    ///
    /// @param gradient is filled
    double at(double[] point, double[] gradient);
}
