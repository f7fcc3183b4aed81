package io.headrace.capture.core;

import org.jspecify.annotations.Nullable;

/// What is in a table's topic.
///
/// @param generation counts the beginnings of the table; readers keep the rows of the last one
/// @param fingerprint of the catalogue when the generation was read; any difference means: read again
/// @param complete whether the generation was read to its end; changes of an incomplete one are left out, since the
///     read that must still come sees them
/// @param snapshot what the read saw, in [Snapshot#text] form; null once the stream is past `snapshotLsn`
/// @param snapshotLsn no transaction that the read saw has committed behind this
public record TableState(
        long generation,
        String fingerprint,
        boolean complete,
        @Nullable String snapshot,
        long snapshotLsn) {

    public static final TableState NONE = new TableState(0, "", false, null, 0);

    /// What is in the topic is of no use any more.
    public TableState unread() {
        return new TableState(generation, "", false, null, 0);
    }

    public TableState reading() {
        return new TableState(generation + 1, "", false, null, 0);
    }

    public TableState read(String newFingerprint, Snapshot seen, long lsn) {
        return new TableState(generation, newFingerprint, true, seen.text(), lsn);
    }

    public TableState truncated() {
        return new TableState(generation + 1, fingerprint, complete, snapshot, snapshotLsn);
    }

    /// Forgets the snapshot when no transaction can need it any more.
    public TableState passed(long commitLsn) {
        boolean needed = snapshot == null || commitLsn < snapshotLsn;
        return needed ? this : new TableState(generation, fingerprint, complete, null, 0);
    }

    /// Whether a change of this table, made by a committed transaction, is not yet in the topic.
    public boolean misses(long xid) {
        return complete && (snapshot == null || !Snapshot.parse(snapshot).sees(xid));
    }
}
