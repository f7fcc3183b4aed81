package io.headrace.capture.stream;

import io.headrace.capture.core.CaptureState;
import io.headrace.capture.core.ChangeCounts;
import io.headrace.capture.core.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// The one writer of an engine's topics, and the state that stands in the same Kafka transactions.
///
/// The stream and the reads of whole tables take turns by [#exclusively].
final class Journal {

    private final EngineSpec spec;
    private final TopicWriter topics;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final EngineTally tally;
    private final Set<Long> unsettled;
    private volatile CaptureState state;

    /// @param running transactions that are not visible to others yet: an earlier engine may have written them
    Journal(EngineSpec spec, TopicWriter topics, EngineTally tally, CaptureState state, Set<Long> running) {
        this.spec = spec;
        this.topics = topics;
        this.tally = tally;
        this.state = state;
        this.unsettled = new HashSet<>(running);
    }

    CaptureState state() {
        return state;
    }

    /// Runs something that nothing else may be written between.
    void exclusively(Runnable work) {
        turn.lock();
        try {
            work.run();
        } finally {
            turn.unlock();
        }
    }

    /// Writes one Kafka transaction that leads to a new state.
    ///
    /// @param work sends records and gives the state behind them
    void transact(UnaryOperator<CaptureState> work) {
        exclusively(() -> {
            topics.begin();
            CaptureState next = work.apply(state);
            topics.state(next);
            topics.commit();
            state = next;
        });
    }

    /// Writes transactions, in order, as one Kafka transaction. Those that are written already are dropped.
    void write(List<Committed> committed) {
        if (committed.isEmpty()) {
            return;
        }
        try {
            exclusively(() -> {
                List<Committed> fresh = new ArrayList<>();
                for (Committed one : committed) {
                    unsettled.add(one.transaction().xid());
                    if (Long.compareUnsigned(one.commitLsn(), state.commitLsn()) > 0) {
                        fresh.add(one);
                    }
                }
                if (!fresh.isEmpty()) {
                    write(fresh, state.lastCut());
                }
            });
        } finally {
            committed.forEach(one -> one.transaction().close());
        }
    }

    private void write(List<Committed> fresh, long cut) {
        ChangeCounts written = new ChangeCounts();
        transact(before -> {
            CaptureState next = before;
            for (Committed one : fresh) {
                next = new TransactionWriter(spec, topics, one, next).write(written);
            }
            return next;
        });
        long micros = fresh.stream()
                .mapToLong(one -> one.transaction().committedAt())
                .max()
                .orElse(0);
        tally.captured(written, micros);
        if (state.lastCut() != cut) {
            tally.cut(micros);
        }
    }

    EngineTally tally() {
        return tally;
    }

    /// Whether a read with this snapshot would see every transaction that has been written so far, by this engine or
    /// the one before it.
    ///
    /// A transaction comes out of the WAL a moment before others can see it. A read in that moment would lose
    /// it: the new generation drops what was written, and the read does not bring it.
    boolean settled(Snapshot snapshot) {
        unsettled.removeIf(snapshot::sees);
        return unsettled.isEmpty();
    }
}
