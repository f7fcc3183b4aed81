package io.headrace.capture.stream;

import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Debezium's records → whole transactions → [Journal]. Rows behind the last END wait for the next batch.
final class TransactionIntake implements ChangeConsumer<RecordChangeEvent<SourceRecord>> {

    private static final Logger LOGGER = LoggerFactory.getLogger(TransactionIntake.class);

    private static final long MEMORY = 48L << 20;

    private final EngineSpec spec;
    private final ChangeReader reader;
    private final Journal journal;
    private final ShapeCheck shapes;
    private final Path spool;
    private @Nullable Transaction open;
    private boolean moved;
    private volatile boolean isQuiet = true;
    private volatile long quietSince = System.nanoTime();

    /// @param shapes told of every shape that the changes of a table have
    TransactionIntake(EngineSpec spec, ChangeReader reader, Journal journal, ShapeCheck shapes, Path spool) {
        this.spec = spec;
        this.reader = reader;
        this.journal = journal;
        this.shapes = shapes;
        this.spool = spool;
    }

    /// Told, before the transaction is written, which shapes its rows have.
    @FunctionalInterface
    interface ShapeCheck {
        void seen(StreamTable table);
    }

    @Override
    public void handleBatch(
            List<RecordChangeEvent<SourceRecord>> records, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        isQuiet = false;
        try {
            RecordChangeEvent<SourceRecord> lastEnd = take(records);
            if (lastEnd != null) {
                committer.markProcessed(lastEnd);
                committer.markBatchFinished();
            }
        } catch (RuntimeException e) {
            // Were it a RetriableException of Connect, the engine would drop this batch and poll the next.
            throw new EngineFailure("capture of %s stopped: %s".formatted(spec.source(), e.getMessage()), e);
        }
        quietSince = System.nanoTime();
        isQuiet = open == null;
    }

    /// Whether nothing has come since then, and all that came before is written.
    ///
    /// @param then by [System#nanoTime]
    boolean isQuietSince(long then) {
        return isQuiet && quietSince - then <= 0;
    }

    private @Nullable RecordChangeEvent<SourceRecord> take(List<RecordChangeEvent<SourceRecord>> records) {
        List<Committed> committed = new ArrayList<>();
        RecordChangeEvent<SourceRecord> lastEnd = null;
        for (RecordChangeEvent<SourceRecord> event : records) {
            SourceRecord record = event.record();
            if (record.value() instanceof Struct marker && marker.schema().field("status") != null) {
                if (marker.getString("status").equals("BEGIN")) {
                    begin(marker);
                } else {
                    committed.add(end(record));
                    lastEnd = event;
                }
            } else {
                change(record);
            }
        }
        long before = journal.state().commitLsn();
        journal.write(committed);
        if (!moved && journal.state().commitLsn() != before) {
            moved = true;
            LOGGER.debug("{}: the first transactions of this start are in the topics", spec.source());
        }
        return lastEnd;
    }

    private void begin(Struct marker) {
        discard(); // the engine restarted within a transaction and replays it whole
        String id = marker.getString("id");
        long xid = Long.parseLong(id.substring(0, id.indexOf(':')));
        open = new Transaction(xid, spec.partitions(), spool, MEMORY);
    }

    private void change(SourceRecord record) {
        ChangeReader.Change change = reader.read(record);
        if (change == null) {
            return;
        }
        if (open == null) {
            throw new IllegalStateException("A change of %s came outside any transaction".formatted(record.topic()));
        }
        if (change.table() != null) {
            shapes.seen(change.table());
        }
        open.add(change);
    }

    private Committed end(SourceRecord record) {
        Transaction ended = open;
        if (ended == null) {
            throw new IllegalStateException("An END came without its BEGIN");
        }
        open = null;
        // Only here is lsn_commit the transaction's own; BEGIN and rows still carry the one before.
        if (!(record.sourceOffset().get("lsn_commit") instanceof Long lsn)) {
            throw new IllegalStateException("An END carries no commit LSN: " + record.sourceOffset());
        }
        return new Committed(ended, lsn);
    }

    void discard() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
