package io.headrace.capture.stream;

import io.headrace.capture.rows.RowEncoder;
import io.headrace.capture.rows.SchemaIds;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a whole table into its topic as a new generation.
///
/// The read and the stream meet at a snapshot: the read brings what the snapshot sees, and of the transactions that
/// come later in the stream those that it does not see. While a table is read the stream waits.
final class TableReader {

    private static final Logger LOGGER = LoggerFactory.getLogger(TableReader.class);

    private final EngineSpec spec;
    private final Journal journal;
    private final TopicWriter topics;
    private final SchemaIds ids;

    TableReader(EngineSpec spec, Journal journal, TopicWriter topics, SchemaIds ids) {
        this.spec = spec;
        this.journal = journal;
        this.topics = topics;
        this.ids = ids;
    }

    /// Reads it, if it can be read now.
    ///
    /// @return whether it was read; not yet, if it is gone or a transaction that is in the topics already is
    ///     not visible to others yet
    boolean read(CatalogueTable wanted) throws SQLException {
        try (TableSnapshot seen = TableSnapshot.open(spec, wanted.name())) {
            Optional<CatalogueTable> table = seen.table();
            if (table.isEmpty()
                    || table.get().refusal().isPresent()
                    || !journal.settled(seen.start().snapshot())) {
                return false;
            }
            rows(seen, table.get());
            return true;
        }
    }

    private void rows(TableSnapshot seen, CatalogueTable table) throws SQLException {
        RowEncoder encoder = seen.encoder(table, ids);
        long began = System.nanoTime();
        TableRead read = new TableRead(spec, journal, topics, table, seen.start());
        try {
            seen.rows(table, values -> read.row(encoder, values));
            read.complete();
        } catch (SQLException | RuntimeException e) {
            read.abandon(e);
            throw e;
        }
        LOGGER.info(
                "{}: read {} with {} rows in {} ms",
                spec.source(),
                table.name().text(),
                read.rows(),
                (System.nanoTime() - began) / 1_000_000);
    }
}
