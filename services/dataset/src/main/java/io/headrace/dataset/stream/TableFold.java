package io.headrace.dataset.stream;

import io.headrace.dataset.core.Assessed;
import io.headrace.dataset.core.Assessor;
import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.Part.Extent;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.core.RevisionProgress;
import io.headrace.dataset.core.TableProgress;
import io.headrace.dataset.core.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A table and its statistics, folded from its topic once more, apart from the service: what a fresh start of it would
/// hold at any record. Whoever reads the topic says which records count. Not thread-safe.
public final class TableFold {

    /// Of rows that were not folded but are compared with those that were.
    static final int OTHER_SLOT = 0;

    private final RowCodec codec;
    private final boolean isCompacted;
    private final StoredRows store;
    private final Rows rows;
    private final List<Declaration> declarations;
    private final List<Partition> partitions = new ArrayList<>();
    private int nextSlot = OTHER_SLOT + 1;

    /// A fold of nothing.
    ///
    /// @param isCompacted the topic may have lost what is not the last record of its key: cuts need not be whole
    /// @param declarations whose statistics are kept
    /// @param store an empty one
    public TableFold(Wire wire, int partitions, boolean isCompacted, List<Declaration> declarations, RowStore store) {
        this.isCompacted = isCompacted;
        this.codec = new RowCodec(wire);
        this.store = new StoredRows(store);
        this.rows = new Rows(codec, this.store);
        this.declarations = List.copyOf(declarations);
        rows.declare(this.declarations);
        for (int partition = 0; partition < partitions; partition++) {
            this.partitions.add(new Partition(
                    TableProgress.fresh(nextSlot++),
                    declarations.stream().map(TableFold::begin).toList()));
        }
    }

    private static final class Partition {

        private TableProgress table;
        private final List<RevisionProgress> revisions;

        Partition(TableProgress table, List<RevisionProgress> revisions) {
            this.table = table;
            this.revisions = revisions;
        }
    }

    /// Where a change came from.
    ///
    /// @throws UnreadableRecord if the value is no change
    public RowOrigin origin(byte @Nullable [] value) {
        return value == null ? RowOrigin.NONE : codec.origin(value);
    }

    /// Takes a partition's next record. What the service would send to its dead letters changes nothing here either.
    ///
    /// @param counts whether it changes rows; otherwise only its place among the cuts is noted
    /// @throws UnreadableRecord if it cannot be read, or its cut has no turn now
    public void take(int partition, RowHead head, byte @Nullable [] key, byte @Nullable [] value, boolean counts) {
        Partition at = partitions.get(partition);
        if (isCompacted && head.isBeyond(at.table)) {
            at.table.close();
        }
        head.open(at.table);
        try {
            if (counts) {
                apply(at, head, key, value);
            }
        } finally {
            if (head.isLast()) {
                at.table.close();
            }
        }
    }

    /// A place in a partition's order of cuts, to come [#back] to.
    public TableProgress place(int partition) {
        return partitions.get(partition).table.copy();
    }

    /// Comes back to a place, to take the records behind it again: in the end the last one of each key counts. No
    /// generation may have begun meanwhile.
    public void back(int partition, TableProgress place) {
        partitions.get(partition).table = place.copy();
    }

    /// Whether all partitions hold one generation of the table, whole.
    public boolean isWhole() {
        Extent extent = partitions.getFirst().table.extent();
        return extent.complete()
                && partitions.stream()
                        .allMatch(at -> at.table.extent().equals(extent) && (isCompacted || !at.table.isMidCut()));
    }

    /// Whether there is a row under a record's key.
    public boolean holds(int partition, byte[] key) {
        return row(partition, key) != null;
    }

    /// What the row under a record's key means to a revision; empty: there is none.
    public Optional<Assessed> assessed(RevisionId revision, int partition, byte[] key) {
        byte[] row = row(partition, key);
        return row == null
                ? Optional.empty()
                : Optional.of(rows.assess(revision, StoredRows.key(OTHER_SLOT, RowCodec.keyValues(key)), row));
    }

    /// What the rows add up to for a revision.
    public Tally tally(RevisionId revision) {
        Tally total = declaration(revision).blank();
        for (Partition at : partitions) {
            at.revisions.stream().filter(one -> one.id().equals(revision)).forEach(one -> total.plus(one.tally()));
        }
        return total;
    }

    /// The rows of a revision's dataset.
    ///
    /// @param sorted an empty store, which takes as much as the fold's own
    public DatasetRows dataset(RevisionId revision, RowStore sorted) {
        DatasetRows dataset = new DatasetRows(codec, new Assessor(declaration(revision)), sorted);
        for (int slot : slots()) {
            store.scan(slot, new byte[0], (key, row) -> {
                dataset.put(key, row);
                return true;
            });
        }
        return dataset;
    }

    /// The table as it is folded.
    public Content content() {
        ContentSum sum = new ContentSum(codec);
        for (int slot : slots()) {
            store.scan(slot, new byte[0], (key, row) -> {
                sum.add(key, StoredRows.SLOT, row);
                return true;
            });
        }
        return sum.content();
    }

    /// Compares row by row with another table.
    public RowComparison comparison() {
        return new RowComparison(codec, store, slots());
    }

    private Declaration declaration(RevisionId revision) {
        return declarations.stream()
                .filter(one -> one.id().equals(revision))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(revision + " was not declared"));
    }

    private byte @Nullable [] row(int partition, byte[] key) {
        return store.get(StoredRows.key(partitions.get(partition).table.slot(), RowCodec.keyValues(key)));
    }

    private void apply(Partition at, RowHead head, byte @Nullable [] key, byte @Nullable [] value) {
        if (head.generation().isPresent()) {
            int old = at.table.slot();
            at.table.begin(head.generation().getAsLong(), nextSlot++);
            at.revisions.forEach(RevisionProgress::reset);
            rows.clear(old, Slice.ENDLESS);
        }
        if (head.isComplete()) {
            at.table.complete();
        }
        if (head.isMark()) {
            return;
        }
        if (key == null) {
            throw new UnreadableRecord("a row without a key has no place: give the table a primary key");
        }
        rows.apply(at.table, at.revisions, key, value, null);
    }

    private List<Integer> slots() {
        return partitions.stream()
                .map(at -> at.table.slot())
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static RevisionProgress begin(Declaration declaration) {
        RevisionProgress revision = RevisionProgress.begin(declaration);
        revision.scanEnded();
        return revision;
    }
}
