package io.headrace.dataset.core;

import java.util.List;

/// What is looked at in rows besides their sums.
///
/// @param expectations in declared order
/// @param columns declared ones, of which alone changes count; empty: changes of every declared column count
public record Watch(List<RowExpectation> expectations, List<String> columns) {

    public Watch {
        expectations = List.copyOf(expectations);
        columns = List.copyOf(columns);
    }
}
