package io.headrace.app.bench;

import java.util.Map;

/// What a measurement should hold.
///
/// @param limit in the measurement's unit, or of the ratio
record Aim(Of of, Rule rule, double limit) {

    /// Which number is compared.
    enum Of {
        MEASURED,
        RATIO
    }

    enum Rule {
        AT_MOST,
        AT_LEAST
    }

    static Aim atMost(double limit) {
        return new Aim(Of.MEASURED, Rule.AT_MOST, limit);
    }

    static Aim ratioAtMost(double limit) {
        return new Aim(Of.RATIO, Rule.AT_MOST, limit);
    }

    static Aim ratioAtLeast(double limit) {
        return new Aim(Of.RATIO, Rule.AT_LEAST, limit);
    }

    boolean isHeldBy(double number) {
        return switch (rule) {
            case AT_MOST -> number <= limit;
            case AT_LEAST -> number >= limit;
        };
    }

    /// For a table.
    String text() {
        String sign = switch (rule) {
            case AT_MOST -> "≤";
            case AT_LEAST -> "≥";
        };
        String number = limit == Math.rint(limit) ? "%.0f".formatted(limit) : String.valueOf(limit);
        return switch (of) {
            case MEASURED -> "%s %s".formatted(sign, number);
            case RATIO -> "ratio %s %s".formatted(sign, number);
        };
    }

    /// For JSON.
    Map<String, Double> json() {
        String rules = switch (rule) {
            case AT_MOST -> "at_most";
            case AT_LEAST -> "at_least";
        };
        return switch (of) {
            case MEASURED -> Map.of(rules, limit);
            case RATIO -> Map.of("ratio_" + rules, limit);
        };
    }
}
