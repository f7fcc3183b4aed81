package io.headrace.capture.stream;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The transactions that may have written to a table before it was shared; what they commit later is in no
/// stream, so a read must wait for their end.
final class Writers {

    private final Map<String, Set<String>> before = new HashMap<>();

    /// Whether all are gone that were there when this was first asked about the table as it is now.
    boolean gone(Connection connection, CatalogueTable table) throws SQLException {
        String asked = table.name().text() + ' ' + table.fingerprint();
        Set<String> now = now(connection, table);
        Set<String> then = before.computeIfAbsent(asked, t -> new HashSet<>(now));
        then.retainAll(now);
        return then.isEmpty();
    }

    private static Set<String> now(Connection connection, CatalogueTable table) throws SQLException {
        String query = """
                select l.virtualtransaction from pg_locks l
                join pg_class c on c.oid = l.relation join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relname = ? and l.mode in ('RowExclusiveLock', 'AccessExclusiveLock')
                and l.database = (select oid from pg_database where datname = current_database())
                """;
        Set<String> transactions = new HashSet<>();
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, table.name().schema());
            statement.setString(2, table.name().table());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    transactions.add(rows.getString(1));
                }
            }
        }
        return transactions;
    }
}
