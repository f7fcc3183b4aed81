package io.headrace.worker.fitting;

import tools.jackson.databind.JsonNode;

/// A trainer's hyperparameters, by the names they have in a pipeline.
///
/// @param values a JSON object
public record Hyperparameters(JsonNode values) {

    /// One that is whole.
    ///
    /// @throws IllegalArgumentException if there is none of the name
    public int whole(String name) {
        return value(name).asInt();
    }

    /// One that need not be whole.
    ///
    /// @throws IllegalArgumentException if there is none of the name
    public double number(String name) {
        return value(name).asDouble();
    }

    private JsonNode value(String name) {
        JsonNode value = values.get(name);
        if (value == null || !value.isNumber()) {
            throw new IllegalArgumentException(
                    "the hyperparameter %s is %s: it must be a number".formatted(name, value));
        }
        return value;
    }
}
