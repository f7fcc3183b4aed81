package io.headrace.simulation.source;

import java.util.List;

/// A committed transaction.
///
/// @param micros of its commit, since the epoch
public record WalTransaction(long xid, long commitLsn, long micros, List<WalChange> changes) {

    public WalTransaction {
        changes = List.copyOf(changes);
    }
}
