package io.headrace.simulation.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A statement while it runs: its arguments, and what its `with` has found.
final class Running {

    private final Session session;
    private final List<@Nullable Object> arguments;
    private final Map<String, List<Row>> found = new HashMap<>();

    Running(Session session, List<@Nullable Object> arguments) {
        this.session = session;
        this.arguments = arguments;
    }

    Session session() {
        return session;
    }

    @Nullable
    Object argument(int index) {
        return arguments.get(index);
    }

    void found(String name, List<Row> rows) {
        found.put(name, rows);
    }

    Collection<Row> rows(String table) {
        List<Row> named = found.get(table);
        return named == null ? session.table(table).rows() : named;
    }
}
