package io.headrace.simulation.store;

import io.headrace.simulation.Hazard;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One connection. Its transaction begins with its first statement; there is never another one beside it, as in a
/// database where every two transactions meet a lock of each other.
final class Session {

    private final Store store;
    private final Hazard hazard;
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<Store.Written> written = new ArrayList<>();

    Session(Store store, Hazard hazard) {
        this.store = store;
        this.hazard = hazard;
    }

    Table table(String name) {
        return store.table(name);
    }

    void insert(String name, Row row) {
        Table table = table(name);
        long id = table.insert(row);
        undo.push(() -> table.remove(id));
        written.add(new Store.Written(name, null, row.copy().values()));
    }

    void update(String name, long id, Row next) {
        Table table = table(name);
        Row before = table.row(id);
        table.remove(id);
        table.put(id, next);
        undo.push(() -> {
            table.remove(id);
            table.put(id, before);
        });
        written.add(new Store.Written(name, before.values(), next.copy().values()));
    }

    void delete(String name, long id) {
        Table table = table(name);
        Row before = table.row(id);
        table.remove(id);
        undo.push(() -> table.put(id, before));
        written.add(new Store.Written(name, before.values(), null));
    }

    Command.Result run(Command command, List<@Nullable Object> arguments) throws SQLException {
        store.mustBeThere();
        Running running = new Running(this, arguments);
        return command.run(running, new Scope(running, null));
    }

    void commit(String who) throws SQLException {
        store.mustBeThere();
        boolean counts = !undo.isEmpty();
        if (counts) {
            hazard.before(who);
        }
        undo.clear();
        store.committed(List.copyOf(written));
        written.clear();
        if (counts && hazard.losesAnswer(who)) {
            throw Store.away();
        }
    }

    void rollback() {
        undo.forEach(Runnable::run);
        undo.clear();
        written.clear();
    }

    /// Values of a table's rows, for those who look from outside.
    static List<Map<String, @Nullable Object>> values(Table table) {
        return table.rows().stream().map(Row::values).toList();
    }
}
