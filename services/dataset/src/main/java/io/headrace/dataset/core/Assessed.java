package io.headrace.dataset.core;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a row means to a pipeline revision. Equal ones mean the same, so a change between them is no change.
public sealed interface Assessed {

    /// Which expectations the row breaks: bit *i* is set for the *i*-th of the declaration.
    long broken();

    /// Part of the dataset.
    ///
    /// @param place in the [Split]
    /// @param test in the test split, else in the training split
    /// @param values encoded features and the label
    /// @param element canonical bytes of the declared columns
    @SuppressWarnings(
            "ArrayRecordComponent") // Compared by content below; copying them for every row would cost more than it
    // guards.
    record Counted(double place, boolean test, double[] values, byte[] element, long broken) implements Assessed {

        @Override
        public boolean equals(@Nullable Object object) {
            return object instanceof Counted other && test == other.test && Arrays.equals(element, other.element);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(element);
        }
    }

    /// Left out and counted.
    record Refused(String reason, long broken) implements Assessed {}
}
