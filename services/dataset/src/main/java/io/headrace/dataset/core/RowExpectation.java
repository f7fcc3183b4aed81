package io.headrace.dataset.core;

import io.headrace.exact.Cell;

/// Something that is expected of each row, and looked at whether or not the row is refused.
public sealed interface RowExpectation {

    /// Whether a row is as expected.
    ///
    /// @param cell of the declared column
    boolean isMet(Cell cell);

    /// The declared column that it looks at; empty: none.
    String column();

    /// A number lies between two, both included. A null is no number, and met; NaN lies nowhere.
    record Between(String column, double low, double high) implements RowExpectation {

        @Override
        public boolean isMet(Cell cell) {
            return switch (cell) {
                case Cell.Missing() -> true;
                case Cell.Numeric number -> number.value() >= low && number.value() <= high;
                case Cell.Flag _, Cell.Text _ -> false;
            };
        }
    }

    /// There is a value.
    record Present(String column) implements RowExpectation {

        @Override
        public boolean isMet(Cell cell) {
            return !(cell instanceof Cell.Missing);
        }
    }

    /// Nothing: the expectation is about all rows together, and is judged where runs are decided.
    record Anything() implements RowExpectation {

        @Override
        public boolean isMet(Cell cell) {
            return true;
        }

        @Override
        public String column() {
            return "";
        }
    }
}
