package io.headrace.simulation;

import io.headrace.simulation.people.Tables;
import io.headrace.simulation.source.Shape;
import io.headrace.simulation.store.Answers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What PostgreSQL's catalogue says of the source's tables, to who looks a pipeline's table up.
final class SourceCatalogue {

    private SourceCatalogue() {}

    static DataSource connections() {
        return Answers.connections(SourceCatalogue::answer);
    }

    private static List<Map<String, @Nullable Object>> answer(String sql, List<@Nullable Object> arguments) {
        if (sql.contains("pg_attribute")) {
            return columns(Tables.ALL.get(Math.toIntExact((Long) arguments.getFirst())));
        }
        if (sql.contains("has_table_privilege")) {
            return Tables.ALL.stream()
                    .filter(shape -> shape.schema().equals(arguments.get(1))
                            && shape.table().equals(arguments.get(2)))
                    .map(SourceCatalogue::table)
                    .toList();
        }
        throw new IllegalStateException("the simulated catalogue does not know " + sql);
    }

    private static Map<String, @Nullable Object> table(Shape shape) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("oid", (long) Tables.ALL.indexOf(shape));
        row.put("relkind", "r");
        row.put("shared", true);
        row.put("readable", true);
        return row;
    }

    private static List<Map<String, @Nullable Object>> columns(Shape shape) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Shape.Column column : shape.columns()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("attname", column.name());
            row.put("type", column.type().name());
            row.put("generated", false);
            row.put("enumerated", false);
            row.put("base", base(column.type()));
            row.put("keyed", column.isKey());
            rows.add(row);
        }
        return rows;
    }

    private static String base(Shape.Type type) {
        return switch (type) {
            case INT -> "int4";
            case LONG -> "int8";
            case DOUBLE -> "float8";
            case BOOLEAN -> "bool";
            case TEXT -> "text";
        };
    }
}
