package io.headrace.simulation.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// An `insert`.
record Insertion(
        String table,
        String alias,
        List<String> columns,
        List<List<Expression>> rows,
        @Nullable OnConflict onConflict) implements Command {

    /// @param target columns whose constraint may be met; none: any constraint
    /// @param where whether the row in the way is changed
    record OnConflict(List<String> target, Map<String, Expression> set, Expression where) {}

    @Override
    public Result run(Running running, Scope outer) throws SQLException {
        int changed = 0;
        for (List<Expression> values : rows) {
            Scope scope = new Scope(running, outer);
            Row row = new Row();
            for (int i = 0; i < columns.size(); i++) {
                row.set(columns.get(i), values.get(i).value(scope));
            }
            changed += insert(running, outer, row) ? 1 : 0;
        }
        return new Result(List.of(), List.of(), changed);
    }

    private boolean insert(Running running, Scope outer, Row row) throws SQLException {
        Session session = running.session();
        Table.Conflict conflict = session.table(table).conflict(row);
        if (conflict == null) {
            session.insert(table, row);
            return true;
        }
        if (onConflict == null || !session.table(table).isAbout(conflict.constraint(), onConflict.target())) {
            throw violation(conflict.constraint());
        }
        Row before = session.table(table).row(conflict.id());
        Scope scope = new Scope(running, outer).with(alias, before).with("excluded", row);
        if (!onConflict.where().holds(scope)) {
            return false;
        }
        session.update(table, conflict.id(), Parser.changed(before, onConflict.set(), scope));
        return true;
    }

    private PSQLException violation(String constraint) {
        String nul = "\0";
        return new PSQLException(new ServerErrorMessage(String.join(
                nul, "SERROR", "C23505", "Ma row of " + table + " violates " + constraint, "n" + constraint, "")));
    }
}
