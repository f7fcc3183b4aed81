package io.headrace.capture.core;

import java.util.List;

/// The carried columns of a table, in the table's order.
///
/// @param key positions of the primary key's columns, ascending
public record RowShape(List<Column> columns, List<Integer> key) {
    public RowShape {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    public List<Column> keyColumns() {
        return key.stream().map(columns::get).toList();
    }
}
