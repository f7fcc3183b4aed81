package io.headrace.simulation.source;

import java.util.ArrayList;
import java.util.List;

/// What a server has committed, in order, and the replication slot that capture has on it.
public final class Wal {

    private final List<WalTransaction> transactions = new ArrayList<>();
    private long lsn = 1000;
    private long confirmed = 1000;

    /// Where the next thing is written.
    public long next() {
        lsn += 8;
        return lsn;
    }

    /// The end of what is written.
    public long end() {
        return lsn;
    }

    public void append(WalTransaction transaction) {
        transactions.add(transaction);
    }

    public List<WalTransaction> transactions() {
        return transactions;
    }

    /// What the slot's owner says it needs no more.
    public void confirm(long commitLsn) {
        confirmed = Math.max(confirmed, commitLsn);
    }

    /// The place of the first transaction that the slot sends to one who has all up to an LSN: it may send some
    /// again, and sends nothing that was confirmed.
    ///
    /// @param again how many of those that the reader has
    public int resume(long commitLsn, int again) {
        int first = 0;
        while (first < transactions.size() && transactions.get(first).commitLsn() <= commitLsn) {
            first++;
        }
        int from = Math.max(0, first - again);
        while (from < transactions.size() && transactions.get(from).commitLsn() <= confirmed) {
            from++;
        }
        return from;
    }
}
