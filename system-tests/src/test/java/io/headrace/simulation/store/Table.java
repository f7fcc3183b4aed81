package io.headrace.simulation.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows and the constraints that keep them apart.
final class Table {

    private final String name;
    private final Map<String, Unique> uniques = new LinkedHashMap<>();
    private final Map<Long, Row> rows = new LinkedHashMap<>();
    private long serial;

    /// @param uniques columns by the constraint's name; the first is the primary key
    Table(String name, Map<String, List<String>> uniques) {
        this.name = name;
        uniques.forEach((constraint, columns) -> this.uniques.put(constraint, new Unique(columns, new HashMap<>())));
    }

    private record Unique(List<String> columns, Map<List<@Nullable Object>, Long> owners) {}

    /// A row that is in the way, and the constraint that says so.
    record Conflict(String constraint, long id) {}

    String name() {
        return name;
    }

    Collection<Long> ids() {
        return new ArrayList<>(rows.keySet());
    }

    Row row(long id) {
        Row row = rows.get(id);
        if (row == null) {
            throw new IllegalStateException("%s has no row %d".formatted(name, id));
        }
        return row;
    }

    Collection<Row> rows() {
        return new ArrayList<>(rows.values());
    }

    @Nullable
    Conflict conflict(Row row) {
        for (Map.Entry<String, Unique> unique : uniques.entrySet()) {
            Long owner = unique.getValue().owners().get(row.of(unique.getValue().columns()));
            if (owner != null) {
                return new Conflict(unique.getKey(), owner);
            }
        }
        return null;
    }

    /// Whether a conflict on these columns is what a constraint is about; none: on any.
    boolean isAbout(String constraint, List<String> columns) {
        Unique unique = uniques.get(constraint);
        return columns.isEmpty() || (unique != null && unique.columns().equals(columns));
    }

    long insert(Row row) {
        long id = serial++;
        put(id, row);
        return id;
    }

    void put(long id, Row row) {
        rows.put(id, row);
        uniques.values().forEach(unique -> unique.owners().put(row.of(unique.columns()), id));
    }

    void remove(long id) {
        Row row = row(id);
        rows.remove(id);
        uniques.values().forEach(unique -> unique.owners().remove(row.of(unique.columns())));
    }
}
