package io.headrace.dataset.core;

import java.util.List;

/// What is looked at in rows besides their sums.
///
/// @param expectations in declared order
/// @param columns declared ones, of which alone changes count; empty: changes of every declared column
///     count
/// @param slices features, on the rows of each of whose values workers measure models
public record Watch(List<RowExpectation> expectations, List<String> columns, List<String> slices) {

    public Watch {
        expectations = List.copyOf(expectations);
        columns = List.copyOf(columns);
        slices = List.copyOf(slices);
    }
}
