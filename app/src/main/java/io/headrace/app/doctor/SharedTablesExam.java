package io.headrace.app.doctor;

import io.headrace.app.commands.Row;
import io.headrace.app.commands.Session;

/// Looks at the tables of a database that are shared.
record SharedTablesExam(Session session, Findings findings) {

    /// Tables that are shared, and what keeps capture from taking them.
    private static final String TABLES = """
            select p.schemaname || '.' || p.tablename as name,
                   exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary) as has_key,
                   c.relreplident = 'f' or not exists (
                       select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
                       and not a.attisdropped and a.attstorage <> 'p') as whole_old_rows,
                   has_table_privilege(c.oid, 'select') as readable
            from pg_publication_tables p
            join pg_class c on c.oid = (quote_ident(p.schemaname) || '.' || quote_ident(p.tablename))::regclass
            where p.pubname = 'headrace' order by 1
            """;

    void look() {
        session.rows(TABLES).forEach(this::table);
    }

    private void table(Row table) {
        String name = table.text("name");
        int before = findings.size();
        if (!table.is("has_key")) {
            findings.failed(
                    "the shared table %s has no primary key".formatted(name),
                    "alter table %s add primary key (…);".formatted(name));
        }
        if (!table.is("whole_old_rows")) {
            findings.failed(
                    "the shared table %s has columns that may be kept out of line, which updates then leave out of the WAL"
                            .formatted(name),
                    "alter table %s replica identity full;".formatted(name));
        }
        if (!table.is("readable")) {
            findings.failed(
                    "the shared table %s cannot be read by this role".formatted(name),
                    "grant select on %s to the role that capture connects as".formatted(name));
        }
        if (findings.size() == before) {
            findings.ok("the shared table %s can be captured".formatted(name));
        }
    }
}
