package io.headrace.app.proof;

import io.headrace.capture.core.Snapshot;
import java.util.Map;

/// The point at which a snapshot stands, in a topic that goes on: which changes are of the table as the snapshot sees
/// it. It is decided by PostgreSQL's own rule, transaction by transaction, not by positions: a transaction's commit
/// can be in the WAL, and its rows in the topic, before the transaction is visible.
///
/// The snapshot's reader holds a lock that TRUNCATE and ALTER wait for, from before the snapshot until the topic's end
/// was noted up to which it is read.
///
/// @param lsn where the WAL was when the snapshot was there
/// @param before where each partition ended before the snapshot was taken
record Point(Snapshot snapshot, long lsn, Map<Integer, Long> before) {

    /// Transactions are told apart by 32 bits, which come round. Each of them leaves 34 bytes or more in the WAL, so
    /// within 2³⁶ bytes they cannot.
    private static final long ROUND_BYTES = 1L << 36;

    Point {
        before = Map.copyOf(before);
    }

    /// Whether a record counts.
    enum Verdict {
        COUNTS,
        /// The snapshot does not see it.
        LATER,
        /// A generation begins that may have been read before the snapshot or after it.
        UNCLEAR
    }

    /// Of a record that begins a generation. One that was in the topic already was read, or truncated, before.
    Verdict generation(int partition, long offset) {
        return offset < before.getOrDefault(partition, 0L) ? Verdict.COUNTS : Verdict.UNCLEAR;
    }

    /// Of a row.
    ///
    /// @param xid of its transaction, as it stands in the WAL; 0: it was read with its generation
    /// @param changeLsn of the change; 0: not known
    Verdict row(long xid, long changeLsn) {
        boolean longAgo = changeLsn != 0 && changeLsn < lsn - ROUND_BYTES;
        return xid == 0 || longAgo || snapshot.sees(xid) ? Verdict.COUNTS : Verdict.LATER;
    }
}
