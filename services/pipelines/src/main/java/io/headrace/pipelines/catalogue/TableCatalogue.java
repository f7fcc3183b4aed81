package io.headrace.pipelines.catalogue;

import io.headrace.pipelines.core.TableFacts;
import io.headrace.pipelines.core.TableFacts.Column;
import io.headrace.pipelines.core.TableFacts.ColumnKind;
import io.headrace.pipelines.core.TableFacts.Found;
import io.headrace.pipelines.core.TableFacts.Missing;
import io.headrace.pipelines.core.TableFacts.NotAsked;
import io.headrace.pipelines.core.TableFacts.Unfit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks a table up in PostgreSQL's catalogue.
public final class TableCatalogue {

    private static final String TABLE = """
            select c.oid, c.relkind,
                   exists (select from pg_publication_tables p
                           where p.pubname = 'headrace' and p.schemaname = n.nspname and p.tablename = c.relname)
                       as shared,
                   exists (select from pg_roles r
                           where r.rolname = ? and has_table_privilege(r.oid, c.oid, 'select')) as readable
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and c.relname = ? and c.relkind in ('r', 'p', 'v', 'm', 'f')
            """;

    private static final String COLUMNS = """
            select a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attgenerated <> '' as generated,
                   coalesce(b.typname, t.typname) as base, coalesce(b.typtype, t.typtype) = 'e' as enumerated,
                   a.attnum = any (coalesce((select i.indkey::int2[] from pg_index i
                                             where i.indrelid = a.attrelid and i.indisprimary), '{}')) as keyed
            from pg_attribute a
            join pg_type t on t.oid = a.atttypid
            left join pg_type b on b.oid = t.typbasetype and t.typtype = 'd'
            where a.attrelid = ? and a.attnum > 0 and not a.attisdropped
            order by a.attnum
            """;

    /// Tables with a schema of the same name, or with the same name in another schema.
    private static final String NEIGHBOURS = """
            select n.nspname || '.' || c.relname
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and (n.nspname = ? or c.relname = ?)
            order by 1 limit 500
            """;

    private TableCatalogue() {}

    /// What there is to know before `author`'s pipeline is trained on a table.
    ///
    /// @param table `schema.table`; null: none was named
    /// @param source a connection to the source database
    public static TableFacts look(@Nullable String table, String author, Connection source) throws SQLException {
        if (table == null) {
            return new NotAsked();
        }
        int dot = table.indexOf('.');
        String schema = table.substring(0, dot);
        String name = table.substring(dot + 1);
        try (PreparedStatement query = source.prepareStatement(TABLE)) {
            query.setString(1, author);
            query.setString(2, schema);
            query.setString(3, name);
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    return facts(table, row, source);
                }
            }
        }
        return new Missing(table, neighbours(schema, name, source));
    }

    private static TableFacts facts(String table, ResultSet row, Connection source) throws SQLException {
        String kind = row.getString("relkind");
        return switch (kind) {
            case "r" -> found(table, row, source);
            case "p" -> new Unfit(table, "a partitioned table");
            case "v" -> new Unfit(table, "a view");
            case "m" -> new Unfit(table, "a materialized view");
            default -> new Unfit(table, "a foreign table");
        };
    }

    private static Found found(String table, ResultSet facts, Connection source) throws SQLException {
        Map<String, Column> columns = new HashMap<>();
        List<String> key = new ArrayList<>();
        try (PreparedStatement query = source.prepareStatement(COLUMNS)) {
            query.setLong(1, facts.getLong("oid"));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    columns.put(row.getString("attname"), new Column(row.getString("type"), kind(row)));
                    if (row.getBoolean("keyed")) {
                        key.add(row.getString("attname"));
                    }
                }
            }
        }
        return new Found(table, columns, key, facts.getBoolean("shared"), facts.getBoolean("readable"));
    }

    private static ColumnKind kind(ResultSet column) throws SQLException {
        if (column.getBoolean("generated")) {
            return ColumnKind.GENERATED;
        }
        if (column.getBoolean("enumerated")) {
            return ColumnKind.TEXT;
        }
        return switch (column.getString("base")) {
            case "int2", "int4", "int8", "numeric", "float4", "float8" -> ColumnKind.NUMERIC;
            case "bool" -> ColumnKind.BOOLEAN;
            case "text", "varchar", "bpchar", "uuid" -> ColumnKind.TEXT;
            case "date", "timestamp", "timestamptz" -> ColumnKind.TEMPORAL;
            default -> ColumnKind.OTHER;
        };
    }

    private static List<String> neighbours(String schema, String name, Connection source) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement query = source.prepareStatement(NEIGHBOURS)) {
            query.setString(1, schema);
            query.setString(2, name);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
        }
        return tables;
    }
}
