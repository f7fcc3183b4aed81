package io.headrace.dataset.core;

import java.util.OptionalDouble;

/// Numbers that travel as text.
final class Decimals {

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final long EXACT_MAX = 1L << 53;
    private static final int DIGITS_MAX = 18;

    private Decimals() {}

    /// The double nearest to a decimal; NaN and the infinities by PostgreSQL's names; empty: no number.
    static OptionalDouble parse(String text) {
        int length = text.length();
        boolean negative = length > 0 && text.charAt(0) == '-';
        long digits = 0;
        int fraction = -1;
        int at = negative ? 1 : 0;
        if (at == length || length - at > DIGITS_MAX) {
            return slow(text);
        }
        for (; at < length; at++) {
            char c = text.charAt(at);
            if (c == '.' && fraction < 0) {
                fraction = length - at - 1;
            } else if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
            } else {
                return slow(text);
            }
        }
        if (digits > EXACT_MAX || fraction == length - (negative ? 2 : 1)) {
            return slow(text);
        }
        // Both operands are exact doubles, so the one division rounds correctly.
        double value = digits / POWERS[Math.max(fraction, 0)];
        return OptionalDouble.of(negative ? -value : value);
    }

    private static OptionalDouble slow(String text) {
        switch (text) {
            case "NaN" -> {
                return OptionalDouble.of(Double.NaN);
            }
            case "Infinity" -> {
                return OptionalDouble.of(Double.POSITIVE_INFINITY);
            }
            case "-Infinity" -> {
                return OptionalDouble.of(Double.NEGATIVE_INFINITY);
            }
            default -> {}
        }
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
                return OptionalDouble.empty();
            }
        }
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
