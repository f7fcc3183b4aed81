package io.headrace.dataset.stream;

import io.headrace.dataset.core.CutMark;
import io.headrace.dataset.core.Horizon;
import io.headrace.dataset.core.Part;
import io.headrace.dataset.core.Part.CutPart;
import io.headrace.dataset.core.Part.ListedCut;
import io.headrace.dataset.core.Part.Parts;
import io.headrace.dataset.core.Part.Shift;
import io.headrace.dataset.core.RevisionProgress;
import io.headrace.dataset.core.RowPlace;
import io.headrace.dataset.core.TableProgress;
import io.headrace.dataset.stream.Applied.Buried;
import io.headrace.dataset.stream.Applied.Told;
import io.headrace.events.Cut;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.kernel.stream.Origin;
import io.headrace.schemas.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a [RowApplier] does once it has its partition. Not thread-safe.
final class PartitionWork {

    private static final Logger LOGGER = LoggerFactory.getLogger(PartitionWork.class);

    /// Of parts: the merge has one partition, but records without a key would not reach it.
    private static final byte[] ANY_KEY = {};

    private final ProcessorContext<byte[], Applied> context;
    private final int partition;
    private final PartitionState state;
    private final Rows rows;
    private final Upkeep upkeep;
    private final DatasetProgress progress;
    private final CommitPacer pacer = new CommitPacer();
    private final String cuts;
    private final Horizon horizon;
    private final Wire wire;
    private boolean isCommitOwed;
    private long youngest;

    PartitionWork(
            ProcessorContext<byte[], Applied> context,
            PartitionState state,
            Horizon horizon,
            Wire wire,
            PipelineCatalog catalog,
            DatasetProgress progress,
            LongFunction<Slice> slices) {
        this.cuts = Topics.cuts(catalog.source());
        this.horizon = horizon;
        this.wire = wire;
        this.context = context;
        this.partition = context.taskId().partition();
        this.state = state;
        StoredRows stored = new StoredRows(new StreamsRows(context.getStateStore(RowApplier.ROWS)));
        state.abandonStrangers(stored.slots());
        this.rows = new Rows(new RowCodec(wire), stored);
        this.progress = progress;
        this.upkeep = new Upkeep(partition, state, rows, catalog, progress, slices);
    }

    void take(Record<byte[], byte[]> record, Origin at) {
        upkeep.sync(this::tell);
        upkeep.sawRecord();
        if (at.topic().equals(cuts)) {
            list(record, at);
            return;
        }
        RowHead head;
        try {
            head = RowHead.of(record.headers());
            TableProgress table = state.table(at.topic());
            if (table.hasTaken(at.offset(), head.cut())) {
                return;
            }
            table.took(at.offset());
            if (horizon.isThere() && head.isBeyond(table)) {
                endCut(at.topic(), table.openCut(), Parts.UNKNOWN);
            }
            head.open(table);
        } catch (UnreadableRecord e) {
            bury(record, at, e);
            return;
        }
        apply(record, at, head);
        if (head.isLast()) {
            endCut(at.topic(), head.cut(), new Parts(head.parts(), head.isUnchanged()));
        }
    }

    void upkeep(long now) {
        upkeep.run(this::tell);
        if (isCommitOwed && pacer.isDue(now, youngest)) {
            commit(now);
        }
    }

    private void apply(Record<byte[], byte[]> record, Origin at, RowHead head) {
        TableProgress table = state.table(at.topic());
        List<RevisionProgress> revisions = state.revisions(at.topic());
        if (head.generation().isPresent()) {
            state.begin(table, head.generation().getAsLong());
            revisions.forEach(RevisionProgress::reset);
        }
        if (head.isComplete()) {
            table.complete();
            revisions.forEach(RevisionProgress::tellAgain);
        }
        if (head.isUnchanged()) {
            rows.unchanged();
        }
        if (head.isMark()) {
            return;
        }
        try {
            if (record.key() == null) {
                throw new UnreadableRecord("a row without a key has no place: give the table a primary key");
            }
            RowPlace place = new RowPlace(head.cut(), partition, at.offset());
            rows.apply(table, revisions, record.key(), record.value(), place);
            progress.rowApplied();
        } catch (UnreadableRecord e) {
            bury(record, at, e);
        }
    }

    private void endCut(String topic, long cut, Parts of) {
        TableProgress table = state.table(topic);
        List<RevisionProgress> revisions = state.revisions(topic);
        List<Shift> shifts = revisions.stream()
                .map(revision -> revision.endCut(table.extent()))
                .flatMap(Optional::stream)
                .toList();
        table.close();
        tell(new CutPart(cut, topic, partition, of, shifts));
        revisions.forEach(revision -> revision.give(partition, table).ifPresent(this::tell));
        commitSoon();
    }

    /// A record of the list of cuts.
    private void list(Record<byte[], byte[]> record, Origin at) {
        try {
            if (record.value() == null || !(wire.decode(record.value()) instanceof Cut cut)) {
                throw new UnreadableRecord("the list of cuts holds cuts alone");
            }
            long committedAt = ChronoUnit.MICROS.between(Instant.EPOCH, cut.getCommittedAt());
            CutMark mark = new CutMark(cut.getSystemId(), cut.getCommitLsn(), committedAt);
            tell(new ListedCut(cut.getNumber(), partition, mark));
            youngest = committedAt;
            commitSoon();
        } catch (UnreadableRecord e) {
            bury(record, at, e);
        }
    }

    private void commitSoon() {
        isCommitOwed = true;
        long now = context.currentSystemTimeMs();
        if (pacer.isDue(now, youngest)) {
            commit(now);
        }
    }

    private void commit(long now) {
        context.commit();
        pacer.done(now);
        isCommitOwed = false;
    }

    private void tell(Part part) {
        context.forward(new Record<>(ANY_KEY, new Told(part), context.currentSystemTimeMs()));
    }

    private void bury(Record<byte[], byte[]> record, Origin at, UnreadableRecord why) {
        progress.deadLetter();
        LOGGER.error("a record goes to the dead letters: {}: {}", at, why.getMessage());
        byte[] value = record.value() == null ? new byte[0] : record.value();
        context.forward(new Record<>(
                record.key(),
                new Buried(value),
                context.currentSystemTimeMs(),
                DeadLetter.headers(record.headers(), at, record.timestamp(), why)));
    }
}
