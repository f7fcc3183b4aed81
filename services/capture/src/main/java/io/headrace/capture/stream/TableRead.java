package io.headrace.capture.stream;

import io.headrace.capture.core.CaptureState;
import io.headrace.capture.core.RowLimit;
import io.headrace.capture.core.TableState;
import io.headrace.capture.rows.Origin;
import io.headrace.capture.rows.RowEncoder;
import io.headrace.schemas.RowHeaders;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One read of one table on its way into the topic: RESET, the rows, COMPLETE.
///
/// A table of ordinary size is one Kafka transaction, so that a read which is cut short was never there. A
/// larger one takes several: readers then see RESET without COMPLETE, and after it the RESET of the next
/// attempt.
///
/// RESET is a cut of its own, listed with the first rows: from there on the table is not whole, whatever cuts of
/// other tables follow before the rows are all there, in this attempt or a later one.
final class TableRead {

    private static final Logger LOGGER = LoggerFactory.getLogger(TableRead.class);

    /// Rows in one Kafka transaction.
    private static final int CHUNK = Integer.getInteger("headrace.capture.read.chunk", 1_000_000);

    private static final int PROGRESS = 500_000;

    private final EngineSpec spec;
    private final Journal journal;
    private final TopicWriter topics;
    private final CatalogueTable table;
    private final TableSnapshot.Start start;
    private final Origin origin;
    private final CutHeaders headers;
    private final String topic;
    private final CaptureState reading;
    private long rows;

    TableRead(EngineSpec spec, Journal journal, TopicWriter topics, CatalogueTable table, TableSnapshot.Start start) {
        this.spec = spec;
        this.journal = journal;
        this.topics = topics;
        this.table = table;
        this.start = start;
        this.origin = new Origin(start.micros(), 0, 0);
        this.topic = table.name().topic();
        CaptureState before = journal.state();
        TableState begun = before.table(table.name().text()).reading();
        CaptureState resetting = before.with(table.name().text(), begun).withCut(before.lastCut() + 1);
        reading = resetting.withCut(resetting.lastCut() + 1);
        headers = headers(reading);
        topics.begin();
        everywhere(RowHeaders.RESET, headers(resetting).reset(begun.generation(), true));
        topics.cut(resetting, before.commitLsn(), start.micros());
        LOGGER.debug(
                "{}: begins to read {} as generation {}",
                spec.source(),
                table.name().text(),
                begun.generation());
    }

    /// Sends a row.
    ///
    /// @return whether it was small enough
    boolean row(RowEncoder encoder, @Nullable Object[] values) {
        byte[] value = encoder.envelope(null, values, "r", origin);
        if (!RowLimit.allows(value.length)) {
            return false;
        }
        topics.row(topic, encoder.partition(values), encoder.key(values), value, headers.row(false));
        rows++;
        if (rows % CHUNK == 0) {
            journal.transact(before -> reading);
            journal.tally().read(CHUNK);
            topics.begin();
        }
        if (rows % PROGRESS == 0) {
            LOGGER.info(
                    "{}: reading {}, {} rows so far",
                    spec.source(),
                    table.name().text(),
                    rows);
        }
        return true;
    }

    /// Ends the read: from here on the table's changes are captured, but for those that the snapshot saw.
    void complete() {
        journal.transact(before -> {
            TableState whole =
                    reading.table(table.name().text()).read(table.fingerprint(), start.snapshot(), start.lsn());
            CaptureState next = reading.with(table.name().text(), whole);
            everywhere(RowHeaders.COMPLETE, headers.complete(true));
            topics.cut(next, next.commitLsn(), start.micros());
            return next;
        });
        journal.tally().read(rows % CHUNK);
        journal.tally().cut(start.micros());
    }

    /// Leaves the read where it is; the next one begins a new generation.
    ///
    /// @param why also takes note of what goes wrong here: a commit without an answer cannot be aborted
    void abandon(Exception why) {
        try {
            topics.abort();
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    long rows() {
        return rows;
    }

    private CutHeaders headers(CaptureState cut) {
        return CutHeaders.of(cut, spec.partitions(), cut.commitLsn(), start.micros());
    }

    private void everywhere(String kind, List<Header> with) {
        for (int partition = 0; partition < spec.partitions(); partition++) {
            topics.mark(topic, partition, kind, with);
        }
    }
}
