package io.headrace.capture.stream;

import io.headrace.capture.core.Column;
import io.headrace.capture.core.ColumnTypes;
import io.headrace.capture.core.Kind;
import io.headrace.capture.core.RowShape;
import io.headrace.capture.rows.TableName;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The tables of a publication, from PostgreSQL's catalogue.
public final class Catalogue {

    /// One row per column. `share` changes when a table is taken out of the publication and put back, `file`
    /// when it is rewritten.
    private static final String COLUMNS = """
            select n.nspname, c.relname, c.relkind, c.relreplident, p.rowfilter is not null as filtered,
                   concat_ws(' ', c.oid, c.relfilenode, c.relreplident, pr.oid) as identity,
                   a.attname, t.typname, t.typtype, a.attstorage,
                   concat_ws(' ', a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnum = any (i.indkey)) as shape,
                   coalesce(a.attnum = any (i.indkey), false) as is_key
            from pg_publication_tables p
            join pg_publication pub on pub.pubname = p.pubname
            join pg_namespace n on n.nspname = p.schemaname
            join pg_class c on c.relnamespace = n.oid and c.relname = p.tablename
            left join pg_publication_rel pr on pr.prpubid = pub.oid and pr.prrelid = c.oid
            left join pg_index i on i.indrelid = c.oid and i.indisprimary
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                 and a.attname = any (p.attnames)
            join pg_type t on t.oid = a.atttypid
            where p.pubname = ?
            order by n.nspname, c.relname, a.attnum
            """;

    private final EngineSpec spec;

    public Catalogue(EngineSpec spec) {
        this.spec = spec;
    }

    /// All shared tables, by `schema.table`.
    public Map<String, CatalogueTable> tables() throws SQLException {
        try (Connection connection = spec.database().connect()) {
            return tables(connection);
        }
    }

    /// All shared tables, by `schema.table`.
    Map<String, CatalogueTable> tables(Connection connection) throws SQLException {
        Map<String, Draft> drafts = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            query.setString(1, spec.publication());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    TableName name = spec.table(row.getString("nspname"), row.getString("relname"));
                    drafts.computeIfAbsent(name.text(), t -> new Draft(name)).column(row);
                }
            }
        }
        Map<String, CatalogueTable> tables = new LinkedHashMap<>();
        drafts.forEach((name, draft) -> tables.put(name, draft.table()));
        return tables;
    }

    private static final class Draft {
        private final TableName name;
        private final StringBuilder prints = new StringBuilder();
        private final List<Column> columns = new ArrayList<>();
        private final List<Integer> key = new ArrayList<>();
        private final List<String> leftOut = new ArrayList<>();
        private final List<String> unreadableKey = new ArrayList<>();
        private boolean keyed;
        private boolean toastable;
        private boolean plain;
        private boolean filtered;
        private boolean wholeOldRows;

        Draft(TableName name) {
            this.name = name;
        }

        void column(ResultSet row) throws SQLException {
            if (prints.isEmpty()) {
                prints.append(row.getString("identity"));
                plain = row.getString("relkind").equals("r");
                filtered = row.getBoolean("filtered");
                wholeOldRows = row.getString("relreplident").equals("f");
            }
            prints.append(';').append(row.getString("shape"));
            boolean isKey = row.getBoolean("is_key");
            keyed |= isKey;
            toastable |= !row.getString("attstorage").equals("p");
            String type = row.getString("typname");
            Optional<Kind> kind =
                    ColumnTypes.kindOf(type, row.getString("typtype").equals("e"));
            if (kind.isEmpty()) {
                String unreadable = "%s (%s)".formatted(row.getString("attname"), type);
                leftOut.add(unreadable);
                if (isKey) {
                    unreadableKey.add(unreadable);
                }
                return;
            }
            if (isKey) {
                key.add(columns.size());
            }
            columns.add(new Column(row.getString("attname"), kind.get()));
        }

        CatalogueTable table() {
            return new CatalogueTable(name, print(), new RowShape(columns, key), leftOut, refusal());
        }

        private String print() {
            byte[] bytes = prints.toString().getBytes(StandardCharsets.UTF_8);
            CRC32C sum = new CRC32C();
            sum.update(bytes);
            return HexFormat.of().toHexDigits((int) sum.getValue()) + '-' + prints.substring(0, prints.indexOf(";"));
        }

        private Optional<String> refusal() {
            if (!plain) {
                return Optional.of("is not an ordinary table; share its partitions one by one");
            }
            if (!name.text().matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+")) {
                return Optional.of("has a name that no topic can have (letters, digits, '_' and '-' only); rename it");
            }
            if (filtered) {
                return Optional.of("is published with a row filter, which would hide changes; publish it whole");
            }
            if (!keyed) {
                return Optional.of("has no primary key, so that no row can be told from another; give it one");
            }
            if (!unreadableKey.isEmpty()) {
                return Optional.of(
                        "has a primary key of a type that cannot be read: %s; give it a key of other columns, or share it no more: select headrace.unshare('%s')"
                                .formatted(String.join(", ", unreadableKey), name.text()));
            }
            if (toastable && !wholeOldRows) {
                return Optional.of(
                        "may keep values out of line, which updates then leave out of the WAL; run: alter table %s replica identity full"
                                .formatted(name.text()));
            }
            return Optional.empty();
        }
    }
}
