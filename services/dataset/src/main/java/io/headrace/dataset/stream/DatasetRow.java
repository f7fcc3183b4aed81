package io.headrace.dataset.stream;

import io.headrace.exact.Cell;
import java.util.List;

/// A row that a model is trained or tested with.
///
/// @param key canonical texts
/// @param place in the split, from 0 to 1 without it
/// @param test in the test split, else in the training split
/// @param cells the declared columns as they are in the table: features in order, then the label
public record DatasetRow(List<String> key, double place, boolean test, List<Cell> cells) {

    public DatasetRow {
        key = List.copyOf(key);
        cells = List.copyOf(cells);
    }

    /// The same row in the test split, or in the training split.
    public DatasetRow as(boolean isTest) {
        return new DatasetRow(key, place, isTest, cells);
    }
}
