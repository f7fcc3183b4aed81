package io.headrace.worker.rows;

import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.core.Tally;
import io.headrace.dataset.stream.DatasetRows;
import io.headrace.dataset.stream.DiskRows;
import io.headrace.dataset.stream.RowHead;
import io.headrace.dataset.stream.RowStore;
import io.headrace.dataset.stream.TableFold;
import io.headrace.dataset.stream.TopicLog;
import io.headrace.dataset.stream.UnreadableRecord;
import io.headrace.dataset.stream.Wire;
import io.headrace.kernel.KafkaAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A table, folded from its topic up to one cut after another: each move reads what changed since the one before.
///
/// The rows lie on disk, so that their number does not matter. Not thread-safe.
public final class FoldedTable implements AutoCloseable {

    private final Wanted wanted;
    private final TopicLog log;
    private final DiskRows store;
    private final TableFold fold;
    private long cut;

    /// What is folded, and how.
    ///
    /// @param isCompacted whether the topic may have lost what is not the last record of its key
    /// @param declarations of the revisions whose rows are wanted, all on one table
    public record Wanted(boolean isCompacted, List<Declaration> declarations) {
        public Wanted {
            declarations = List.copyOf(declarations);
        }

        String topic() {
            return declarations.getFirst().topic();
        }
    }

    /// A table without rows, to be moved.
    ///
    /// @param folder an empty one
    public FoldedTable(KafkaAddress kafka, Wire wire, Path folder, Wanted wanted) {
        this.wanted = wanted;
        this.log = new TopicLog(kafka, wanted.topic());
        this.store = new DiskRows(folder);
        this.fold = new TableFold(wire, log.partitions(), wanted.isCompacted(), wanted.declarations(), store);
    }

    /// Whether it can be moved to a cut and holds what is wanted there.
    public boolean serves(Wanted other, long at) {
        return wanted.equals(other) && at >= cut;
    }

    /// Folds all cuts up to one, which the topic holds.
    ///
    /// @param progress is told of every record
    /// @param stopped asked at every record
    /// @return whether it is there: false where it was stopped, or the table is not whole at that cut
    public boolean moveTo(long at, TopicLog.Progress progress, BooleanSupplier stopped) {
        log.read(log.ends(), progress, message -> !stopped.getAsBoolean() && take(message, at));
        cut = at;
        return !stopped.getAsBoolean() && fold.isWhole();
    }

    /// What the rows of a revision add up to.
    public Tally tally(RevisionId revision) {
        return fold.tally(revision);
    }

    /// The rows of a revision's dataset, in the order of their keys.
    ///
    /// @param sorted an empty store, which takes as much as the table
    public DatasetRows dataset(RevisionId revision, RowStore sorted) {
        return fold.dataset(revision, sorted);
    }

    @Override
    public void close() {
        log.close();
        store.close();
    }

    /// Whether the record belongs to the cut or to one before. What cannot be read is left out, as the dataset leaves
    /// it out.
    private boolean take(ConsumerRecord<byte[], byte[]> message, long at) {
        try {
            RowHead head = RowHead.of(message.headers());
            if (head.cut() > at) {
                return false;
            }
            fold.take(message.partition(), head, message.key(), message.value(), true);
        } catch (UnreadableRecord _) {
            return true;
        }
        return true;
    }
}
