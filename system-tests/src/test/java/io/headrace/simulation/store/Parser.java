package io.headrace.simulation.store;

import io.headrace.simulation.store.Command.Result;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Understands the part of PostgreSQL's SQL that the services speak. What it does not understand it refuses, so a
/// statement is never half executed.
final class Parser {

    private final Tokens tokens;
    private final Expressions expressions;
    private int arguments;

    private Parser(String sql) {
        this.tokens = new Tokens(sql);
        this.expressions = new Expressions(tokens, this);
    }

    static Command parse(String sql) {
        Parser parser = new Parser(sql);
        Command command = parser.command();
        if (!parser.tokens.peek().isEmpty()) {
            throw parser.tokens.unknown(parser.tokens.peek());
        }
        return command;
    }

    int nextArgument() {
        return arguments++;
    }

    private Command command() {
        return switch (tokens.peek()) {
            case "with" -> with();
            case "select" -> select();
            case "insert" -> insert();
            case "update" -> update();
            case "delete" -> delete();
            case "set" -> setting();
            default -> throw tokens.unknown(tokens.peek());
        };
    }

    private Command with() {
        tokens.expect("with");
        String name = tokens.take();
        tokens.expect("as", "(");
        Command first = command();
        tokens.expect(")");
        Command then = command();
        return (running, outer) -> {
            running.found(name, first.run(running, outer).rows());
            return then.run(running, outer);
        };
    }

    /// How a transaction commits, of which the store knows one way.
    private Command setting() {
        tokens.expect("set", "local", "synchronous_commit", "to", "off");
        return (running, outer) -> new Result(List.of(), List.of(), 0);
    }

    Command select() {
        tokens.expect("select");
        Map<String, Expression> columns = new LinkedHashMap<>();
        boolean greatest = tokens.peek().equals("max");
        while (!tokens.peek().equals("from")) {
            String name = tokens.peek();
            Expression column = expressions.read();
            columns.put(tokens.takeIf("as") ? tokens.take() : name, column);
            tokens.takeIf(",");
        }
        tokens.expect("from");
        String table = tokens.take();
        String alias = tokens.isName() && !isClause() ? tokens.take() : table;
        Expression where = where();
        List<Query.Order> order = order();
        int limit = tokens.takeIf("limit") ? Integer.parseInt(tokens.take()) : Integer.MAX_VALUE;
        tokens.takeIf("for", "update");
        return new Query(table, alias, columns, greatest, where, order, limit);
    }

    private boolean isClause() {
        return List.of("where", "order", "limit", "for", "set", "using").contains(tokens.peek());
    }

    private List<Query.Order> order() {
        List<Query.Order> order = new ArrayList<>();
        if (tokens.takeIf("order", "by")) {
            do {
                Expression by = expressions.read();
                order.add(new Query.Order(by, tokens.takeIf("desc")));
            } while (tokens.takeIf(","));
        }
        return order;
    }

    private Expression where() {
        return tokens.takeIf("where") ? expressions.read() : scope -> true;
    }

    private Command insert() {
        tokens.expect("insert", "into");
        String table = tokens.take();
        String alias = tokens.takeIf("as") ? tokens.take() : table;
        List<String> columns = names();
        tokens.expect("values");
        List<List<Expression>> rows = new ArrayList<>();
        do {
            rows.add(tuple());
        } while (tokens.takeIf(","));
        return new Insertion(table, alias, columns, rows, conflict());
    }

    private Insertion.@Nullable OnConflict conflict() {
        if (!tokens.takeIf("on", "conflict")) {
            return null;
        }
        List<String> target = tokens.peek().equals("(") ? names() : List.of();
        tokens.expect("do");
        if (tokens.takeIf("nothing")) {
            return new Insertion.OnConflict(target, Map.of(), scope -> false);
        }
        tokens.expect("update", "set");
        Map<String, Expression> set = assignments();
        return new Insertion.OnConflict(target, set, where());
    }

    private Command update() {
        tokens.expect("update");
        String table = tokens.take();
        tokens.expect("set");
        Map<String, Expression> set = assignments();
        Expression where = where();
        return (running, outer) -> {
            int changed = 0;
            for (long id : running.session().table(table).ids()) {
                Row row = running.session().table(table).row(id);
                Scope scope = new Scope(running, outer).with(table, row);
                if (where.holds(scope)) {
                    running.session().update(table, id, changed(row, set, scope));
                    changed++;
                }
            }
            return new Result(List.of(), List.of(), changed);
        };
    }

    static Row changed(Row row, Map<String, Expression> set, Scope scope) throws SQLException {
        Row next = row.copy();
        for (Map.Entry<String, Expression> one : set.entrySet()) {
            next.set(one.getKey(), one.getValue().value(scope));
        }
        return next;
    }

    private Command delete() {
        tokens.expect("delete", "from");
        String table = tokens.take();
        String alias = tokens.isName() && !isClause() ? tokens.take() : table;
        String using = tokens.takeIf("using") ? tokens.take() : "";
        Expression where = where();
        return (running, outer) -> {
            int changed = 0;
            for (long id : running.session().table(table).ids()) {
                Scope scope = new Scope(running, outer)
                        .with(alias, running.session().table(table).row(id));
                if (!using.isEmpty()) {
                    scope.with(using, running.rows(using).iterator().next());
                }
                if (where.holds(scope)) {
                    running.session().delete(table, id);
                    changed++;
                }
            }
            return new Result(List.of(), List.of(), changed);
        };
    }

    private Map<String, Expression> assignments() {
        Map<String, Expression> set = new LinkedHashMap<>();
        do {
            String column = tokens.take();
            tokens.expect("=");
            set.put(column, expressions.read());
        } while (tokens.takeIf(","));
        return set;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        tokens.expect("(");
        do {
            names.add(tokens.take());
        } while (tokens.takeIf(","));
        tokens.expect(")");
        return names;
    }

    private List<Expression> tuple() {
        List<Expression> values = new ArrayList<>();
        tokens.expect("(");
        do {
            values.add(expressions.read());
        } while (tokens.takeIf(","));
        tokens.expect(")");
        return values;
    }
}
