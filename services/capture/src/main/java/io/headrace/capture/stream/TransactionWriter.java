package io.headrace.capture.stream;

import io.headrace.capture.core.CaptureState;
import io.headrace.capture.core.ChangeCounts;
import io.headrace.schemas.RowHeaders;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Writes one PostgreSQL transaction: its rows under a cut of their own, or its decisions.
///
/// Changes of tables whose read saw the transaction are left out, they are in the topic already; so are those of
/// tables whose read is still to come.
final class TransactionWriter {

    private final EngineSpec spec;
    private final TopicWriter topics;
    private final Committed committed;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, int[]> left = new HashMap<>();
    private CaptureState state;
    private CutHeaders headers = CutHeaders.NONE;

    TransactionWriter(EngineSpec spec, TopicWriter topics, Committed committed, CaptureState before) {
        this.spec = spec;
        this.topics = topics;
        this.committed = committed;
        this.state = before;
    }

    /// The state behind the transaction.
    ///
    /// @param written its changes are added to them
    CaptureState write(ChangeCounts written) {
        Transaction transaction = committed.transaction();
        count(transaction);
        tally(transaction, written);
        int parts = left.values().stream()
                .mapToInt(
                        counts -> (int) Arrays.stream(counts).filter(n -> n > 0).count())
                .sum();
        if (spec.role() == EngineSpec.Role.DATA && parts > 0) {
            state = state.withCut(state.lastCut() + 1);
            headers = CutHeaders.of(state, parts, committed.commitLsn(), transaction.committedAt());
            topics.cut(state, committed.commitLsn(), transaction.committedAt());
        }
        transaction.entries().forEach(this::send);
        return state.behind(committed.commitLsn());
    }

    /// Counts the records to come by table and partition, to know the last of each.
    private void count(Transaction transaction) {
        transaction.rows().forEach((table, counts) -> {
            if (missing(table)) {
                left.put(table, counts.clone());
            }
        });
        transaction.truncations().forEach((table, times) -> {
            if (missing(table)) {
                int[] counts = left.computeIfAbsent(table, t -> new int[spec.partitions()]);
                Arrays.setAll(counts, i -> counts[i] + 2 * times);
            }
        });
        left.keySet().forEach(table -> names.put(table, spec.table(table).topic()));
    }

    private void tally(Transaction transaction, ChangeCounts written) {
        transaction.changes().forEach((table, changes) -> {
            if (missing(table)) {
                written.add(changes);
            }
        });
    }

    private boolean missing(String table) {
        return state.table(table).misses(committed.transaction().xid());
    }

    private void send(Entry entry) {
        switch (entry) {
            case Entry.Row row -> row(row);
            case Entry.Truncate truncate -> truncate(truncate.table());
            case Entry.Event event -> {
                if (missing(EngineSpec.OUTBOX)) {
                    topics.event(event, committed.transaction().committedAt());
                }
            }
        }
    }

    private void row(Entry.Row row) {
        String topic = names.get(row.table());
        int[] counts = left.get(row.table());
        if (topic != null && counts != null) {
            boolean last = --counts[row.partition()] == 0;
            topics.row(topic, row.partition(), row.key(), row.value(), headers.row(last));
        }
    }

    private void truncate(String table) {
        String topic = names.get(table);
        int[] counts = left.get(table);
        if (topic == null || counts == null || spec.role() == EngineSpec.Role.CONTROL) {
            return;
        }
        state = state.with(table, state.table(table).truncated());
        long generation = state.table(table).generation();
        for (int partition = 0; partition < counts.length; partition++) {
            counts[partition] -= 2;
            topics.mark(topic, partition, RowHeaders.RESET, headers.reset(generation, false));
            topics.mark(topic, partition, RowHeaders.COMPLETE, headers.complete(counts[partition] == 0));
        }
    }
}
