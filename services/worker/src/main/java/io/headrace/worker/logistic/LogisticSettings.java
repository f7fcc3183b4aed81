package io.headrace.worker.logistic;

import tools.jackson.databind.JsonNode;

/// How a logistic regression is fitted.
///
/// @param l2 weight of the penalty, above 0: half of it times the sum of the squared coefficients is added to the
///     sum of the rows' log losses. It is the inverse of scikit-learn's `C`
/// @param iterations 1 at least
public record LogisticSettings(double l2, int iterations) {

    /// The kind of trainer.
    static final String KIND = "logistic";

    /// As a pipeline says them.
    ///
    /// @param hyperparameters all, by the names they have in a pipeline
    /// @throws IllegalArgumentException if one is missing
    public static LogisticSettings of(JsonNode hyperparameters) {
        return new LogisticSettings(
                number(hyperparameters, "l2").asDouble(),
                number(hyperparameters, "iterations").asInt());
    }

    private static JsonNode number(JsonNode hyperparameters, String name) {
        JsonNode value = hyperparameters.get(name);
        if (value == null || !value.isNumber()) {
            throw new IllegalArgumentException(
                    "the hyperparameter %s is %s: it must be a number".formatted(name, value));
        }
        return value;
    }
}
