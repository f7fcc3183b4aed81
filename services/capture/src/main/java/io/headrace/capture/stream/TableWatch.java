package io.headrace.capture.stream;

import io.headrace.capture.core.RowShape;
import io.headrace.capture.core.TableState;
import io.headrace.capture.core.TroubleKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final TroubleKind TROUBLE = TroubleKind.TABLE_UNREADABLE;
    private static final String COLUMNS = " columns";

    private final EngineSpec spec;
    private final Journal journal;
    private final TableReader reader;
    private final CaptureTopics topics;
    private final OpenTroubles troubles;
    private final Catalogue catalogue;
    private final Writers writers = new Writers();
    private final Map<String, RowShape> shapes = new ConcurrentHashMap<>();
    private final Set<StreamTable> familiar = new HashSet<>();
    private volatile Map<String, CatalogueTable> seen = Map.of();
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
            forgetGone(tables);
            endTroublesOfGone(tables);
            for (CatalogueTable table : tables.values()) {
                if (!isOutbox(table)) {
                    look(connection, table);
                }
            }
            journal.exclusively(() -> settle(connection));
            seen = Map.copyOf(tables);
            boolean whole = isRead("");
            if (whole && !said) {
                LOGGER.info("{}: every shared table is in its topic", spec.source());
                troubles.over(TROUBLE, "", "Every shared table of %s is read.".formatted(spec.source()));
            }
            said = whole;
        }
    }

    /// Whether a table is read as it is now, as far as it can be.
    ///
    /// @param table empty: every table
    boolean isRead(String table) {
        return seen.values().stream()
                .filter(one -> table.isEmpty() || table.equals(one.name().text()))
                .filter(one -> one.refusal().isEmpty())
                .noneMatch(this::differs);
    }

    /// Why a table cannot be read; empty where it can.
    Optional<String> refusal(String table) {
        CatalogueTable found = seen.get(table);
        return found == null
                ? Optional.of("is not shared from %s; these tables are: %s".formatted(spec.source(), readable()))
                : found.refusal();
    }

    /// The tables that can be read, as a list for people.
    String readable() {
        List<String> names = seen.values().stream()
                .filter(one -> one.refusal().isEmpty())
                .map(one -> one.name().text())
                .sorted()
                .toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /// A table that goes for a while and comes back as it was (renamed there and back, without its key for a time)
    /// has changes that no topic has: it is to be read again.
    private void forgetGone(Map<String, CatalogueTable> tables) {
        if (spec.role() == EngineSpec.Role.CONTROL) {
            return;
        }
        for (String whole : journal.state().whole()) {
            CatalogueTable table = tables.get(whole);
            if (table == null || table.refusal().isPresent()) {
                LOGGER.info("{}: {} is gone, or cannot be read any more", spec.source(), whole);
                journal.transact(state -> state.without(whole));
            }
        }
    }

    /// A table that is dropped, renamed or no longer shared troubles nobody.
    private void endTroublesOfGone(Map<String, CatalogueTable> tables) {
        for (String about : troubles.abouts(TROUBLE)) {
            String table = about.replaceFirst(COLUMNS + "$", "");
            if (!tables.containsKey(about) && !tables.containsKey(table)) {
                troubles.over(TROUBLE, about, "Table %s is not shared any more.".formatted(table));
            }
        }
    }

    /// The control engine's outbox is never read: what the topics lack of it is sent again.
    private boolean isOutbox(CatalogueTable table) {
        return spec.role() == EngineSpec.Role.CONTROL && table.name().text().equals(EngineSpec.OUTBOX);
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
            troubles.over(TROUBLE, name + COLUMNS, "All columns of %s are read.".formatted(name));
        } else {
            troubles.say(
                    TROUBLE,
                    name + COLUMNS,
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
}
