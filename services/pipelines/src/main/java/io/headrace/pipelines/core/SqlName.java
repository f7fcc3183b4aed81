package io.headrace.pipelines.core;

import java.util.regex.Pattern;

/// A name as it is written in SQL: in quotes where PostgreSQL would read it otherwise.
public final class SqlName {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private SqlName() {}

    /// A role or column.
    public static String of(String name) {
        return PLAIN.matcher(name).matches() ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /// A table, `schema.table`.
    public static String table(String table) {
        int dot = table.indexOf('.');
        return of(table.substring(0, dot)) + "." + of(table.substring(dot + 1));
    }
}
