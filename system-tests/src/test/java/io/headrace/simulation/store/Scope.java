package io.headrace.simulation.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where an expression finds its columns: rows by alias, those of the query around it too.
final class Scope {

    private final @Nullable Scope outer;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Running running;

    Scope(Running running, @Nullable Scope outer) {
        this.running = running;
        this.outer = outer;
    }

    Scope with(String alias, Row row) {
        rows.put(alias, row);
        return this;
    }

    Running running() {
        return running;
    }

    /// @param name `column` or `alias.column`
    @Nullable
    Object value(String name) {
        int dot = name.lastIndexOf('.');
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (dot < 0) {
                for (Row row : scope.rows.values()) {
                    if (row.has(name)) {
                        return row.get(name);
                    }
                }
            } else {
                Row row = scope.rows.get(name.substring(0, dot));
                if (row != null) {
                    return row.get(name.substring(dot + 1));
                }
            }
        }
        // A column that no row has was never set: it is null, as after an insert that leaves it out.
        return null;
    }
}
