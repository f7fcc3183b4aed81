package io.headrace.capture.stream;

import io.headrace.capture.rows.RowEncoder;
import java.sql.SQLException;
import java.util.List;
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
    private final EngineLife.Setting setting;
    private final Journal journal;
    private final TopicWriter topics;
    private final LargeRows large;

    TableReader(EngineSpec spec, EngineLife.Setting setting, Journal journal, TopicWriter topics, LargeRows large) {
        this.spec = spec;
        this.setting = setting;
        this.journal = journal;
        this.topics = topics;
        this.large = large;
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
            RowEncoder encoder = seen.encoder(table.get(), setting.ids());
            switch (spec.role()) {
                case DATA -> rows(seen, table.get(), encoder);
                case CONTROL -> differences(seen, table.get(), encoder);
            }
            return true;
        }
    }

    private void differences(TableSnapshot seen, CatalogueTable table, RowEncoder encoder) {
        ControlRead read = new ControlRead(journal, topics, setting.ids(), table);
        new WholeTopics(setting.kafka()).read(List.of(table.name().topic()), read::note);
        long sent = read.run(seen.start(), taker -> seen.rows(table, taker), encoder);
        journal.tally().read(sent);
        LOGGER.info(
                "{}: the topic of {} lacked {} records",
                spec.source(),
                table.name().text(),
                sent);
    }

    private void rows(TableSnapshot seen, CatalogueTable table, RowEncoder encoder) throws SQLException {
        long began = System.nanoTime();
        String name = table.name().text();
        TableRead read = new TableRead(spec, journal, topics, table, seen.start());
        large.forget(name);
        try {
            seen.rows(table, values -> {
                if (!read.row(encoder, values)) {
                    large.met(name, "in a read of the table");
                }
            });
            read.complete();
            large.read(name);
        } catch (SQLException | RuntimeException e) {
            read.abandon(e);
            throw e;
        }
        LOGGER.info(
                "{}: read {} with {} rows in {} ms",
                spec.source(),
                name,
                read.rows(),
                (System.nanoTime() - began) / 1_000_000);
    }
}
