package io.headrace.simulation.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values by column.
final class Row {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    static Row of(Map<String, @Nullable Object> values) {
        Row row = new Row();
        row.values.putAll(values);
        return row;
    }

    @Nullable
    Object get(String column) {
        return values.get(column);
    }

    boolean has(String column) {
        return values.containsKey(column);
    }

    void set(String column, @Nullable Object value) {
        values.put(column, value);
    }

    List<@Nullable Object> of(List<String> columns) {
        List<@Nullable Object> chosen = new ArrayList<>();
        columns.forEach(column -> chosen.add(values.get(column)));
        return chosen;
    }

    Row copy() {
        return of(values);
    }

    Map<String, @Nullable Object> values() {
        return values;
    }
}
