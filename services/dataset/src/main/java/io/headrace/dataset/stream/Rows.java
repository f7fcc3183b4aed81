package io.headrace.dataset.stream;

import io.headrace.dataset.core.Assessed;
import io.headrace.dataset.core.Assessor;
import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.core.RevisionProgress;
import io.headrace.dataset.core.RowPlace;
import io.headrace.dataset.core.TableProgress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Puts rows into their place and their changes into the tallies. Not thread-safe.
final class Rows {

    private static final int NO_SLOT = 0;

    private final RowCodec codec;
    private final StoredRows store;
    private final Map<RevisionId, Assessor> assessors = new HashMap<>();
    private final FlatRow before = new FlatRow();
    private final FlatRow after = new FlatRow();
    private int clearing = NO_SLOT;
    private byte[] cleared = {};

    Rows(RowCodec codec, StoredRows store) {
        this.codec = codec;
        this.store = store;
    }

    /// From now on rows are read for these declarations.
    void declare(List<Declaration> declarations) {
        assessors.clear();
        declarations.forEach(declaration -> assessors.put(declaration.id(), new Assessor(declaration)));
    }

    /// Applies a record.
    ///
    /// @param value null or without `after`: the row is deleted
    /// @param at where the record stands; null: nobody asks for it
    /// @throws UnreadableRecord before anything is changed
    void apply(
            TableProgress table,
            List<RevisionProgress> revisions,
            byte[] key,
            byte @Nullable [] value,
            @Nullable RowPlace at) {
        byte[] rowKey = StoredRows.key(table.slot(), RowCodec.keyValues(key));
        byte[] fresh = value == null ? null : codec.after(key, value);
        byte[] old = store.get(rowKey);
        if (!revisions.isEmpty() && !Arrays.equals(old, fresh)) {
            change(revisions, rowKey, old, fresh, at);
        }
        if (fresh != null) {
            see(table, revisions, RowCodec.schemaOf(fresh));
            store.put(rowKey, fresh);
        } else if (old != null) {
            store.delete(rowKey);
        }
    }

    /// Writes something that is no row, so that the segment of the changelog before it ends, and may be compacted.
    void unchanged() {
        store.put(StoredRows.key(NO_SLOT, new byte[0]), new byte[0]);
    }

    /// Tells a revision whether it can be read from the table as its youngest row was written.
    void see(RevisionProgress revision, int schema) {
        if (schema != 0) {
            revision.see(assessor(revision).problem(codec.layout(schema).shape()));
        }
    }

    /// What a stored row means to a declared revision.
    Assessed assess(RevisionId revision, byte[] rowKey, byte[] row) {
        codec.read(row, after);
        return assessor(revision).assess(after, codec.keyTexts(rowKey, StoredRows.SLOT, row));
    }

    /// Whether all stored rows are in the revision's sums.
    boolean scan(TableProgress table, RevisionProgress revision, Slice slice, Runnable counter) {
        Assessor assessor = assessor(revision);
        return store.scan(table.slot(), revision.cursor(), (rowKey, row) -> {
            codec.read(row, after);
            revision.scanned(rowKey, assessor.assess(after, codec.keyTexts(rowKey, StoredRows.SLOT, row)));
            counter.run();
            return !slice.isOver();
        });
    }

    /// Whether the slot is empty now. Each slice begins where the one before ended: what was removed leaves marks
    /// that a store has to pass.
    boolean clear(int slot, Slice slice) {
        if (slot != clearing) {
            clearing = slot;
            cleared = new byte[0];
        }
        return store.scan(slot, cleared, (rowKey, row) -> {
            store.delete(rowKey);
            cleared = rowKey;
            return !slice.isOver();
        });
    }

    private void change(
            List<RevisionProgress> revisions,
            byte[] rowKey,
            byte @Nullable [] old,
            byte @Nullable [] fresh,
            @Nullable RowPlace at) {
        byte[] either = fresh == null ? old : fresh;
        if (either == null) {
            return;
        }
        List<String> key = codec.keyTexts(rowKey, StoredRows.SLOT, either);
        if (old != null) {
            codec.read(old, before);
        }
        if (fresh != null) {
            codec.read(fresh, after);
        }
        for (RevisionProgress revision : revisions) {
            if (revision.wants(rowKey)) {
                Assessor assessor = assessor(revision);
                Assessed was = old == null ? null : assessor.assess(before, key);
                Assessed is = fresh == null ? null : assessor.assess(after, key);
                boolean counts = old == null || fresh == null || assessor.counts(before, after);
                revision.change(was, is, counts, at);
            }
        }
    }

    private void see(TableProgress table, List<RevisionProgress> revisions, int schema) {
        if (table.schema() != schema) {
            table.sawSchema(schema);
            revisions.forEach(revision -> see(revision, schema));
        }
    }

    private Assessor assessor(RevisionProgress revision) {
        return assessor(revision.id());
    }

    private Assessor assessor(RevisionId revision) {
        return Objects.requireNonNull(assessors.get(revision), () -> revision + " is kept without a declaration");
    }
}
