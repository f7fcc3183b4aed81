package io.headrace.training.core;

import java.math.BigDecimal;

/// Something that must hold of the rows for a run to begin.
public sealed interface Expectation {

    /// For people, and what tells expectations of a revision apart.
    String words();

    /// Every value of a column lies between two, both included.
    record Between(String column, double low, double high) implements Expectation {

        @Override
        public String words() {
            return "%s between %s and %s".formatted(column, plain(low), plain(high));
        }
    }

    /// So many rows at most, as a share of all, have no value in a column.
    record NullsAtMost(String column, double share) implements Expectation {

        @Override
        public String words() {
            return "%s null in at most %s of the rows".formatted(column, TriggerPolicy.percent(share));
        }
    }

    /// From one run to the next the number of rows grows or shrinks by so much at most, as a share of what it was.
    record RowsChangeAtMost(double share) implements Expectation {

        @Override
        public String words() {
            return "rows change by at most %s".formatted(TriggerPolicy.percent(share));
        }
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
