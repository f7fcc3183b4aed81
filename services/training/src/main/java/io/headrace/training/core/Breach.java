package io.headrace.training.core;

import java.util.List;

/// An expectation that the rows do not meet.
///
/// @param expectation in words
/// @param sentence how far the rows are from it
/// @param rows how many are not as expected; 0 where it is about all rows together
/// @param places where some of them were written; empty: not known
public record Breach(String expectation, String sentence, long rows, List<Misfits.Place> places) {

    public Breach {
        places = List.copyOf(places);
    }
}
