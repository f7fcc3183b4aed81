package io.headrace.simulation.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A `select` from one table.
///
/// @param greatest whether it asks for `max` of its only column
record Query(
        String table,
        String alias,
        Map<String, Expression> columns,
        boolean greatest,
        Expression where,
        List<Order> order,
        int limit)
        implements Command {

    record Order(Expression by, boolean descending) {}

    private record Found(Row row, List<@Nullable Object> order) {}

    @Override
    public Result run(Running running, Scope outer) throws SQLException {
        List<Found> found = new ArrayList<>();
        for (Row row : running.rows(table)) {
            Scope scope = new Scope(running, outer).with(alias, row);
            if (where.holds(scope)) {
                found.add(found(scope));
            }
        }
        found.sort(this::compare);
        List<Row> rows = found.stream().limit(limit).map(Found::row).toList();
        return new Result(List.copyOf(columns.keySet()), greatest ? List.of(greatest(rows)) : rows, 0);
    }

    private Found found(Scope scope) throws SQLException {
        Row row = new Row();
        for (Map.Entry<String, Expression> column : columns.entrySet()) {
            row.set(column.getKey(), column.getValue().value(scope));
        }
        List<@Nullable Object> by = new ArrayList<>();
        for (Order one : order) {
            by.add(one.by().value(scope));
        }
        return new Found(row, by);
    }

    private int compare(Found left, Found right) {
        for (int i = 0; i < order.size(); i++) {
            int sign = Objects.requireNonNull(
                    Values.compare(left.order().get(i), right.order().get(i)), "no order among nulls");
            if (sign != 0) {
                return order.get(i).descending() ? -sign : sign;
            }
        }
        return 0;
    }

    private Row greatest(List<Row> rows) {
        String column = columns.keySet().iterator().next();
        Row greatest = new Row();
        greatest.set(column, null);
        for (Row row : rows) {
            Integer sign = Values.compare(row.get(column), greatest.get(column));
            if (greatest.get(column) == null || (sign != null && sign > 0)) {
                greatest = row;
            }
        }
        return greatest;
    }
}
