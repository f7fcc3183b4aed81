package io.headrace.dataset.core;

import io.headrace.dataset.core.Part.BasePart;
import io.headrace.dataset.core.Part.Extent;
import io.headrace.dataset.core.Part.Shift;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where one partition stands with one revision: first it scans the rows that are stored, then it tells what each cut
/// changes. Not thread-safe.
///
/// ```
/// SCANNING ──scanEnded──► SCANNED ──a cut is whole──► GIVEN
///     └────────reset─────────┘
/// ```
/// While it scans, a change of a row behind the cursor is applied to the sums, one before it will be met by the scan.
public final class RevisionProgress {

    /// How far it is.
    public enum Phase {
        SCANNING,
        /// All stored rows are in the sums, and perhaps some of a cut that is not whole yet.
        SCANNED,
        /// The merge has the sums; here only what the open cut changes is kept.
        GIVEN
    }

    private final RevisionId id;
    private final String origin;
    private final String topic;
    private Phase phase;
    private byte[] cursor;
    private Tally tally;
    private boolean anew;
    private boolean isTold;
    private @Nullable String problem;

    /// @param origin of the declaration, see [Declaration#origin]
    public RevisionProgress(RevisionId id, String origin, String topic, Phase phase, byte[] cursor, Tally tally) {
        this.id = id;
        this.origin = origin;
        this.topic = topic;
        this.phase = phase;
        this.cursor = cursor;
        this.tally = tally;
    }

    public static RevisionProgress begin(Declaration declaration) {
        return new RevisionProgress(
                declaration.id(),
                declaration.origin(),
                declaration.topic(),
                Phase.SCANNING,
                new byte[0],
                declaration.blank());
    }

    /// Restores what the open cut did besides the tally.
    public void resume(boolean anew, boolean isTold, @Nullable String problem) {
        this.anew = anew;
        this.isTold = isTold;
        this.problem = problem;
    }

    /// Whether a change of the row under this key must be told to [#change].
    public boolean wants(byte[] rowKey) {
        return phase != Phase.SCANNING || Arrays.compareUnsigned(rowKey, cursor) <= 0;
    }

    public void change(@Nullable Assessed before, @Nullable Assessed after, boolean counts, @Nullable RowPlace at) {
        tally.change(before, after, counts, at);
    }

    /// Takes a stored row, in the order of keys.
    public void scanned(byte[] rowKey, Assessed row) {
        cursor = rowKey;
        tally.include(row);
    }

    public void scanEnded() {
        phase = Phase.SCANNED;
    }

    /// The table begins a new generation.
    public void reset() {
        long changes = tally.changes();
        tally = tally.blank();
        tally.countChanges(changes);
        if (phase == Phase.GIVEN) {
            anew = true;
        } else {
            phase = Phase.SCANNED;
        }
    }

    /// The youngest row says that the revision can be read (null) or why not.
    public void see(@Nullable String problem) {
        isTold = isTold && Objects.equals(problem, this.problem);
        this.problem = problem;
    }

    /// The merge must hear of the table with the next cut, whatever that changes.
    public void tellAgain() {
        isTold = false;
    }

    /// What the cut that ends here changed; empty: nothing, or the merge has no sums to change yet.
    public Optional<Shift> endCut(Extent extent) {
        if (phase != Phase.GIVEN || (tally.isUnmoved() && !anew && isTold)) {
            return Optional.empty();
        }
        Shift shift = new Shift(id, anew, extent, problem, tally);
        tally = tally.blank();
        anew = false;
        isTold = true;
        return Optional.of(shift);
    }

    /// Gives the sums, if they are ready, between two cuts.
    public Optional<BasePart> give(int partition, TableProgress table) {
        if (phase != Phase.SCANNED || table.isMidCut()) {
            return Optional.empty();
        }
        tally.countChanges(-tally.changes());
        BasePart base = new BasePart(id, partition, table.lastCut(), table.extent(), problem, tally);
        phase = Phase.GIVEN;
        tally = tally.blank();
        isTold = true;
        return Optional.of(base);
    }

    public RevisionId id() {
        return id;
    }

    public String origin() {
        return origin;
    }

    public String topic() {
        return topic;
    }

    public Phase phase() {
        return phase;
    }

    public byte[] cursor() {
        return cursor;
    }

    public Tally tally() {
        return tally;
    }

    public boolean isAnew() {
        return anew;
    }

    public boolean isTold() {
        return isTold;
    }

    public @Nullable String problem() {
        return problem;
    }
}
