package io.headrace.capture.stream;

import io.headrace.capture.core.RowShape;
import io.headrace.capture.core.TableState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares the shared tables with what was last read of them, and has every one read again that differs:
/// newly shared, altered, rewritten, made anew.
///
/// PostgreSQL tells nobody of an ALTER, and one with a default or a new type changes rows without a change in
/// the WAL.
final class TableWatch implements TransactionIntake.ShapeCheck {

    private static final Logger LOGGER = LoggerFactory.getLogger(TableWatch.class);

    private static final String TROUBLE = "table-unreadable";

    private final EngineSpec spec;
    private final Journal journal;
    private final TableReader reader;
    private final CaptureTopics topics;
    private final OpenTroubles troubles;
    private final Catalogue catalogue;
    private final Writers writers = new Writers();
    private final Map<String, RowShape> shapes = new ConcurrentHashMap<>();
    private final Set<StreamTable> familiar = new HashSet<>();
    private boolean said;

    TableWatch(EngineSpec spec, Journal journal, TableReader reader, CaptureTopics topics, OpenTroubles troubles) {
        this.spec = spec;
        this.journal = journal;
        this.reader = reader;
        this.topics = topics;
        this.troubles = troubles;
        this.catalogue = new Catalogue(spec);
    }

    /// Looks once.
    void look() throws SQLException {
        try (Connection connection = spec.database().connect()) {
            Map<String, CatalogueTable> tables = catalogue.tables(connection);
            for (CatalogueTable table : tables.values()) {
                if (!table.name().text().equals(EngineSpec.OUTBOX) || spec.role() == EngineSpec.Role.DATA) {
                    look(connection, table);
                }
            }
            journal.exclusively(() -> settle(connection));
            boolean whole =
                    tables.values().stream().noneMatch(table -> table.refusal().isEmpty() && differs(table));
            if (whole && !said) {
                LOGGER.info("{}: every shared table is in its topic", spec.source());
                troubles.over(TROUBLE, "", "Every shared table of %s is read.".formatted(spec.source()));
            }
            said = whole;
        }
    }

    private void settle(Connection connection) {
        try {
            journal.settled(TableSnapshot.start(connection).snapshot());
        } catch (SQLException e) {
            LOGGER.debug("{}: no snapshot to settle with", spec.source(), e);
        }
    }

    private void look(Connection connection, CatalogueTable table) throws SQLException {
        String name = table.name().text();
        if (table.refusal().isPresent()) {
            troubles.say(
                    TROUBLE,
                    name,
                    "Table %s %s.".formatted(name, table.refusal().get()));
            return;
        }
        shapes.put(name, table.shape());
        if (differs(table) && writers.gone(connection, table)) {
            topics.rows(table.name());
            read(table);
        }
        leftOut(table);
    }

    private boolean differs(CatalogueTable table) {
        TableState state = journal.state().table(table.name().text());
        boolean unread = !state.complete();
        return spec.role() == EngineSpec.Role.DATA
                ? unread || !state.fingerprint().equals(table.fingerprint())
                : unread;
    }

    private void read(CatalogueTable table) {
        String name = table.name().text();
        journal.exclusively(() -> {
            try {
                if (differs(table) && reader.read(table)) {
                    troubles.over(TROUBLE, name, "Table %s is read.".formatted(name));
                }
            } catch (SQLException e) {
                LOGGER.debug("{}: {} could not be read", spec.source(), name, e);
                troubles.say(
                        TROUBLE,
                        name,
                        "Table %s cannot be read: %s. It is tried again every second.".formatted(name, e.getMessage()));
            }
        });
    }

    private void leftOut(CatalogueTable table) {
        String name = table.name().text();
        if (table.leftOut().isEmpty()) {
            troubles.over(TROUBLE, name + " columns", "All columns of %s are read.".formatted(name));
        } else {
            troubles.say(
                    TROUBLE,
                    name + " columns",
                    "Columns of %s are left out because their types cannot be read: %s. Give a pipeline a column of a supported type."
                            .formatted(name, table.leftOut()));
        }
    }

    /// A change of a shape that was not read: look at once, so that old rows get that shape before new ones come.
    @Override
    public void seen(StreamTable table) {
        if (!familiar.add(table) || spec.role() == EngineSpec.Role.CONTROL) {
            return;
        }
        if (!table.shape().equals(shapes.get(table.name().text()))) {
            try {
                look();
            } catch (SQLException e) {
                throw new IllegalStateException("The catalogue cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /// The transactions that may have written to a table before it was shared; what they commit later is in no
    /// stream, so a read must wait for their end.
    private static final class Writers {

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
}
