package io.headrace.capture.stream;

import io.headrace.capture.core.CaptureState;
import io.headrace.schemas.RowHeaders;
import io.headrace.schemas.RowHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Makes a horizon hold on quiet tables, too. The broker cleans no segment that is still written to, and ends one only
/// when a record comes; so every now and then there is a cut in which nothing changed, with a record in every topic
/// partition of the source.
final class SegmentEnds {

    private final EngineSpec spec;
    private final Journal journal;
    private final TopicWriter topics;
    private final CaptureTopics made;
    private long due = System.nanoTime();

    SegmentEnds(EngineSpec spec, Journal journal, TopicWriter topics, CaptureTopics made) {
        this.spec = spec;
        this.journal = journal;
        this.topics = topics;
        this.made = made;
    }

    /// Looks once. Topics of tables that are not shared any more take part: their rows are to go as well.
    void look() {
        if (spec.role() == EngineSpec.Role.CONTROL) {
            return;
        }
        journal.state().whole().forEach(table -> made.rows(spec.table(table)));
        Duration horizon = spec.history().horizon();
        if (horizon != null && System.nanoTime() - due >= 0) {
            due = System.nanoTime() + RowHistory.step(horizon).toNanos();
            journal.transact(this::cut);
        }
    }

    private CaptureState cut(CaptureState before) {
        List<String> tables = before.whole();
        if (tables.isEmpty()) {
            return before;
        }
        CaptureState next = before.withCut(before.lastCut() + 1);
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        CutHeaders headers = CutHeaders.of(next, tables.size() * spec.partitions(), before.commitLsn(), now);
        topics.cut(next, before.commitLsn(), now);
        for (String table : tables) {
            String topic = spec.table(table).topic();
            for (int partition = 0; partition < spec.partitions(); partition++) {
                topics.mark(topic, partition, RowHeaders.UNCHANGED, headers.unchanged());
            }
        }
        return next;
    }
}
