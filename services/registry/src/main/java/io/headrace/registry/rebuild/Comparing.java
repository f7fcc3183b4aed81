package io.headrace.registry.rebuild;

import io.headrace.registry.RegistrySchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The tables of two schemas beside each other, row by row and bit by bit, in one transaction.
///
/// @param live the schema to judge
/// @param rebuilt how it should be
record Comparing(Connection tx, RegistrySchema live, RegistrySchema rebuilt) {

    private static final int FIRST = 10;

    private static final String COUNT = """
            SELECT count(l.event_id), count(r.event_id),
                   count(*) FILTER (WHERE l.event_id IS NULL), count(*) FILTER (WHERE r.event_id IS NULL),
                   count(*) FILTER (WHERE l.event_id = r.event_id AND l *<> r)
            FROM %1$s AS l FULL JOIN %2$s AS r USING (event_id)""";

    private static final String DIFFERING = """
            SELECT event_id, CASE WHEN l.event_id IS NOT NULL THEN to_jsonb(l) END,
                   CASE WHEN r.event_id IS NOT NULL THEN to_jsonb(r) END
            FROM %1$s AS l FULL JOIN %2$s AS r USING (event_id)
            WHERE l.event_id IS NULL OR r.event_id IS NULL OR l *<> r
            ORDER BY coalesce(l.sequence, r.sequence), event_id LIMIT
            """ + FIRST;

    private static final String REMOVE = """
            DELETE FROM %1$s AS l WHERE NOT EXISTS
                (SELECT FROM %2$s AS r WHERE r.event_id = l.event_id AND r *= l)""";

    private static final String ADD = """
            INSERT INTO %1$s SELECT * FROM %2$s AS r WHERE NOT EXISTS
                (SELECT FROM %1$s AS l WHERE l.event_id = r.event_id)""";

    List<TableComparison> compare() throws SQLException {
        List<TableComparison> tables = new ArrayList<>();
        for (String table : RegistrySchema.TABLES) {
            tables.add(compare(table));
        }
        return tables;
    }

    private TableComparison compare(String table) throws SQLException {
        try (Statement statement = tx.createStatement();
                ResultSet count = statement.executeQuery(sql(COUNT, table))) {
            count.next();
            long missing = count.getLong(3);
            long surplus = count.getLong(4);
            long changed = count.getLong(5);
            List<Difference> first = missing + surplus + changed == 0 ? List.of() : first(table);
            return new TableComparison(table, count.getLong(1), count.getLong(2), missing, surplus, changed, first);
        }
    }

    private List<Difference> first(String table) throws SQLException {
        List<Difference> differences = new ArrayList<>();
        try (Statement statement = tx.createStatement();
                ResultSet rows = statement.executeQuery(sql(DIFFERING, table))) {
            while (rows.next()) {
                differences.add(new Difference(rows.getObject(1, UUID.class), rows.getString(2), rows.getString(3)));
            }
        }
        return differences;
    }

    /// Makes the live tables equal. Rows that are equal are not touched, nobody who reads waits, and every snapshot
    /// holds all that was before or all that is after.
    void mend() throws SQLException {
        try (Statement statement = tx.createStatement()) {
            for (String table : RegistrySchema.TABLES) {
                statement.executeUpdate(sql(REMOVE, table));
                statement.executeUpdate(sql(ADD, table));
            }
        }
    }

    /// Names of schemas and tables are ours and cannot be parameters.
    private String sql(String text, String table) {
        return text.formatted(live.table(table), rebuilt.table(table));
    }
}
