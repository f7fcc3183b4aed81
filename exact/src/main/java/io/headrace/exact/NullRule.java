package io.headrace.exact;

/// What becomes of a row with a null in a feature.
public sealed interface NullRule {

    /// It is excluded.
    record Exclude() implements NullRule {}

    /// A numeric or boolean takes the constant, a categorical counts as undeclared.
    record Constant(double value) implements NullRule {}

    /// A numeric takes the mean of the training rows that have a value, and a column of its own says that it
    /// was null.
    record Mean() implements NullRule {}

    /// A numeric takes the median of the training rows that have a value, and a column of its own says that it was
    /// null. No sums know it: who trains must see the rows.
    record Median() implements NullRule {}
}
