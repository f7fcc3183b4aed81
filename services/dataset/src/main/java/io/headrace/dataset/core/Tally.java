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
    private long changes;
    private long departed;

    /// Of no rows.
    ///
    /// @param columns encoded feature columns
    public Tally(int columns) {
        this(new GramMatrix(columns), new GramMatrix(columns), new LtHash(), new TreeMap<>(), 0, 0);
    }

    public Tally(
            GramMatrix train,
            GramMatrix test,
            LtHash digest,
            SortedMap<String, Long> refused,
            long changes,
            long departed) {
        this.train = train;
        this.test = test;
        this.digest = digest;
        this.refused = refused;
        this.changes = changes;
        this.departed = departed;
    }

    /// A row became another; null: there was, or is, none. Counts as a change unless both mean the same.
    public void change(@Nullable Assessed before, @Nullable Assessed after) {
        if (before == null ? after == null : before.equals(after)) {
            return;
        }
        if (before != null) {
            put(before, false);
            departed += after == null && before instanceof Counted ? 1 : 0;
        }
        if (after != null) {
            put(after, true);
        }
        changes++;
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
        changes += other.changes;
        departed += other.departed;
        return this;
    }

    /// Counts changes that no row shows, such as rows that a new generation dropped.
    public void countChanges(long more) {
        changes += more;
    }

    /// An empty tally of the same width.
    public Tally blank() {
        return new Tally(train.columns());
    }

    public long changes() {
        return changes;
    }

    /// Counted rows that were deleted one by one.
    public long departed() {
        return departed;
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
