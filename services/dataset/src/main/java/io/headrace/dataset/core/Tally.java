package io.headrace.dataset.core;

import io.headrace.dataset.core.Assessed.Counted;
import io.headrace.dataset.core.Assessed.Refused;
import io.headrace.exact.GramMatrix;
import io.headrace.exact.LtHash;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What rows add up to for one pipeline revision: of a dataset, of a partition's share of it, or of what one cut
/// changes (then counts may be negative). Tallies add up in any order. Not thread-safe.
public final class Tally {

    private final GramMatrix train;
    private final GramMatrix test;
    private final LtHash digest;
    private final SortedMap<String, Long> refused;
    private final Misfits misfits;
    private long changes;
    private long uncounted;
    private long departed;

    /// Of no rows.
    ///
    /// @param columns encoded feature columns
    /// @param expectations how many there are
    public Tally(int columns, int expectations) {
        this(
                new GramMatrix(columns),
                new GramMatrix(columns),
                new LtHash(),
                new TreeMap<>(),
                new Misfits(expectations),
                new Moves(0, 0, 0));
    }

    public Tally(
            GramMatrix train,
            GramMatrix test,
            LtHash digest,
            SortedMap<String, Long> refused,
            Misfits misfits,
            Moves moves) {
        this.train = train;
        this.test = test;
        this.digest = digest;
        this.refused = refused;
        this.misfits = misfits;
        this.changes = moves.changes();
        this.uncounted = moves.uncounted();
        this.departed = moves.departed();
    }

    /// What happened to rows, however they are now.
    ///
    /// @param changes as the trigger counts them
    /// @param uncounted the others
    /// @param departed counted rows that were deleted one by one
    public record Moves(long changes, long uncounted, long departed) {}

    /// A row became another; null: there was, or is, none. A change unless both mean the same.
    ///
    /// @param counts whether the trigger counts it; a row that comes or goes counts in any case
    /// @param at where it was written; null: unknown
    public void change(@Nullable Assessed before, @Nullable Assessed after, boolean counts, @Nullable RowPlace at) {
        if (before == null ? after == null : before.equals(after)) {
            return;
        }
        if (before != null) {
            put(before, false);
            departed += after == null && before instanceof Counted ? 1 : 0;
        }
        if (after != null) {
            put(after, true);
            misfits.note(after.broken(), at);
        }
        boolean isCounted = counts || before == null || after == null;
        changes += isCounted ? 1 : 0;
        uncounted += isCounted ? 0 : 1;
    }

    /// A row that was there already: no change.
    public void include(Assessed row) {
        put(row, true);
    }

    /// Adds what another tally holds, changes too.
    public Tally plus(Tally other) {
        train.plus(other.train);
        test.plus(other.test);
        digest.plus(other.digest);
        other.refused.forEach(this::refuse);
        misfits.plus(other.misfits);
        changes += other.changes;
        uncounted += other.uncounted;
        departed += other.departed;
        return this;
    }

    /// Counts changes that no row shows, such as rows that a new generation dropped.
    public void countChanges(long more) {
        changes += more;
    }

    /// An empty tally of the same width.
    public Tally blank() {
        return new Tally(train.columns(), misfits.size());
    }

    /// As the trigger counts them.
    public long changes() {
        return changes;
    }

    /// Whether no row changed, counted or not.
    boolean isUnmoved() {
        return changes == 0 && uncounted == 0;
    }

    public Moves moves() {
        return new Moves(changes, uncounted, departed);
    }

    /// Counted rows that were deleted one by one.
    public long departed() {
        return departed;
    }

    /// Rows that are not as expected.
    public Misfits misfits() {
        return misfits;
    }

    /// Rows that are not refused.
    long counted() {
        return train.count() + test.count();
    }

    /// Rows, counted and refused.
    public long rows() {
        return counted() + refused.values().stream().mapToLong(Long::longValue).sum();
    }

    public GramMatrix train() {
        return train;
    }

    public GramMatrix test() {
        return test;
    }

    public LtHash digest() {
        return digest;
    }

    /// Refused rows by reason.
    public SortedMap<String, Long> refused() {
        return refused;
    }

    private void put(Assessed row, boolean add) {
        misfits.count(row.broken(), add ? 1 : -1);
        switch (row) {
            case Refused refusal -> refuse(refusal.reason(), add ? 1 : -1);
            case Counted counted -> {
                GramMatrix split = counted.test() ? test : train;
                if (add) {
                    split.add(counted.values());
                    digest.add(counted.element());
                } else {
                    split.remove(counted.values());
                    digest.remove(counted.element());
                }
            }
        }
    }

    private void refuse(String reason, long count) {
        refused.merge(reason, count, (a, b) -> a + b == 0 ? null : a + b);
    }
}
