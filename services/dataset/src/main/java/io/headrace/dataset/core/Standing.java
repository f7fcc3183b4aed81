package io.headrace.dataset.core;

import io.headrace.dataset.core.Part.BasePart;
import io.headrace.dataset.core.Part.Extent;
import io.headrace.dataset.core.Part.Shift;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All that the merge knows of one revision. Not thread-safe.
///
/// It has a dataset version once every partition has given its share, all of one complete generation, and no share
/// is ahead of the merged cut.
public final class Standing {

    private final NavigableMap<Integer, Share> shares = new TreeMap<>();
    private boolean owed;
    private long toldAt;
    private @Nullable String problem;
    private @Nullable Departed departed;

    /// @param owed something changed that no dataset version shows yet
    /// @param toldAt the cut that the problem, or its absence, was seen at
    /// @param departed since the last dataset version; null: none
    public Standing(boolean owed, long toldAt, @Nullable String problem, @Nullable Departed departed) {
        this.owed = owed;
        this.toldAt = toldAt;
        this.problem = problem;
        this.departed = departed;
    }

    static Standing empty() {
        return new Standing(false, 0, null, null);
    }

    public void put(int partition, Share share) {
        shares.put(partition, share);
    }

    public NavigableMap<Integer, Share> shares() {
        return shares;
    }

    public boolean isOwed() {
        return owed;
    }

    public long toldAt() {
        return toldAt;
    }

    public @Nullable String problem() {
        return problem;
    }

    public @Nullable Departed departed() {
        return departed;
    }

    void begin(BasePart base) {
        put(base.partition(), new Share(base.asOf(), base.extent(), base.tally()));
        tell(base.asOf(), base.problem());
        owed = true;
    }

    /// Whether the cut changed anything.
    ///
    /// @param committedAt of the cut, in microseconds since the epoch
    boolean shift(long cut, long committedAt, int partition, Shift shift) {
        Share share = shares.get(partition);
        if (share == null || cut <= share.asOf()) {
            return false;
        }
        long left = share.leaving(shift);
        if (left > 0) {
            departed = Departed.joined(departed, new Departed(left, cut, committedAt));
        }
        put(partition, share.after(cut, shift));
        tell(cut, shift.problem());
        owed = true;
        return true;
    }

    /// Whether that was the last share.
    boolean drop(int partition) {
        shares.remove(partition);
        return shares.isEmpty();
    }

    void announced() {
        owed = false;
        departed = null;
    }

    /// Whether all shares make a dataset version at the merged cut.
    boolean isWhole(int partitions, long merged) {
        if (merged == 0 || shares.size() < partitions) {
            return false;
        }
        Extent extent = shares.firstEntry().getValue().extent();
        return extent.complete()
                && shares.values().stream().allMatch(share -> share.extent().equals(extent) && share.asOf() <= merged);
    }

    /// All rows: a copy, unless one share has them all.
    Tally total() {
        Tally first = shares.firstEntry().getValue().tally();
        if (shares.size() == 1) {
            return first;
        }
        Tally total = first.blank();
        shares.values().forEach(share -> total.plus(share.tally()));
        return total;
    }

    private void tell(long cut, @Nullable String problem) {
        if (cut >= toldAt) {
            this.toldAt = cut;
            this.problem = problem;
        }
    }
}
