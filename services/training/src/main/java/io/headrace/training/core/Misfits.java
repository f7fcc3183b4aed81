package io.headrace.training.core;

import java.util.List;

/// Rows of a dataset version that are not as one expectation says.
///
/// @param expectation which of the revision's, from 0
/// @param places where the newest cut that wrote such a row wrote the first few; empty: not known
public record Misfits(int expectation, long rows, List<Place> places) {

    public Misfits {
        places = List.copyOf(places);
    }

    /// Where a row was written in its table's topic.
    public record Place(long cut, int partition, long offset) {

        @Override
        public String toString() {
            return "%d/%d".formatted(partition, offset);
        }
    }
}
