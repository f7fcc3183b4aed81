package io.headrace.validation.core;

import java.math.BigDecimal;
import java.math.MathContext;

/// What gates say to people.
final class Sentences {

    private static final MathContext SHORT = new MathContext(6);
    private static final double LONGEST_PLAIN = 1e15;
    private static final double SHORTEST_PLAIN = 1e-6;

    private Sentences() {}

    static String compared(Gate gate, double figure, String relation, double other) {
        String left = number(figure);
        String right = number(other);
        // Two figures that round to the same digits would make nonsense of "40000 is above 40000".
        if (left.equals(right) && figure != other) {
            left = Double.toString(figure);
            right = Double.toString(other);
        }
        return "%s %s %s %s".formatted(gate.metric(), left, relation, right);
    }

    static String first(Gate gate, double figure) {
        return "%s %s stands alone: no version is in production yet".formatted(gate.metric(), number(figure));
    }

    static String incomparable(Gate gate, long champion) {
        return ("%s cannot be compared: version %d, which is in production, has none at this cut;"
                        + " leave this gate out of the next revision to replace it")
                .formatted(gate.metric(), champion);
    }

    static String byMoreThan(double share) {
        return " by more than " + number(share * 100) + "%";
    }

    static String rows(Figures challenger, Figures champion) {
        return challenger.testRows() == champion.testRows()
                ? ""
                : " (on %d test rows, the champion on %d)".formatted(challenger.testRows(), champion.testRows());
    }

    /// Six digits are enough to read; the event carries the whole figure.
    static String number(double figure) {
        double size = Math.abs(figure);
        if (figure == 0) {
            return "0";
        }
        if (!Double.isFinite(figure) || size >= LONGEST_PLAIN || size < SHORTEST_PLAIN) {
            return Double.toString(figure);
        }
        return new BigDecimal(figure).round(SHORT).stripTrailingZeros().toPlainString();
    }
}
