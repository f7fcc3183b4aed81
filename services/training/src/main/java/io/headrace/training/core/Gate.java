package io.headrace.training.core;

/// One condition of validation. Training only hands it on.
public record Gate(String metric, Rule rule, double limit) {

    /// What the limit means.
    public enum Rule {
        AT_MOST,
        AT_LEAST,
        WORSE_THAN_CHAMPION_AT_MOST
    }
}
