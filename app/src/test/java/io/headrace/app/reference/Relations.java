package io.headrace.app.reference;

import io.headrace.app.reference.Relation.Column;
import io.headrace.app.reference.Relation.Grant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Reads the tables and views of Headrace's schemas out of the catalogue.
final class Relations {

    /// Flyway's histories are left out.
    private static final String RELATIONS = """
            select c.oid, format('%s.%s', n.nspname, c.relname), c.relkind = 'v', coalesce(obj_description(c.oid, 'pg_class'), '')
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('headrace', 'headrace_registry') and c.relkind in ('r', 'v')
              and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'installed_rank')
            order by n.nspname, c.relkind = 'v' desc, c.relname
            """;

    private static final String COLUMNS = """
            select a.attname, format_type(a.atttypid, a.atttypmod),
                   case when a.attnum = any (i.indkey) then 'primary key' when a.attnotnull then 'not null' else '' end,
                   coalesce(col_description(a.attrelid, a.attnum), '')
            from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
            where a.attrelid = ?::oid and a.attnum > 0 and not a.attisdropped
            order by a.attnum
            """;

    private static final String GRANTS = """
            select role, string_agg(what, ', ' order by what) from (
                select g.grantee::regrole::text as role, lower(g.privilege_type) as what
                from pg_class c, aclexplode(c.relacl) g where c.oid = ?::oid and g.grantee <> c.relowner
                union all
                select g.grantee::regrole::text,
                       format('%s (%s)', lower(g.privilege_type), string_agg(a.attname, ', ' order by a.attnum))
                from pg_attribute a, aclexplode(a.attacl) g where a.attrelid = ?::oid
                group by g.grantee, g.privilege_type
            ) granted group by role order by role
            """;

    private static final String CHECKS =
            "select pg_get_constraintdef(oid, true) from pg_constraint where conrelid = ?::oid and contype = 'c' order by conname";

    private final Connection connection;

    Relations(Connection connection) {
        this.connection = connection;
    }

    List<Relation> all() throws SQLException {
        List<Relation> all = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(RELATIONS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                long oid = row.getLong(1);
                all.add(new Relation(
                        row.getString(2), row.getBoolean(3), row.getString(4), columns(oid), grants(oid), checks(oid)));
            }
        }
        return all;
    }

    private List<Column> columns(long oid) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            query.setLong(1, oid);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    columns.add(new Column(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
                }
            }
        }
        return columns;
    }

    private List<String> checks(long oid) throws SQLException {
        List<String> checks = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(CHECKS)) {
            query.setLong(1, oid);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    checks.add(row.getString(1));
                }
            }
        }
        return checks;
    }

    private List<Grant> grants(long oid) throws SQLException {
        List<Grant> grants = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(GRANTS)) {
            query.setLong(1, oid);
            query.setLong(2, oid);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    grants.add(new Grant(row.getString(1), row.getString(2)));
                }
            }
        }
        return grants;
    }
}
