package io.headrace.capture.stream;

import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.headrace.capture.core.CaptureState;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.connect.source.SourceRecord;

/// Lets an engine's first batch through only if it came through the slot that was looked at before, and looks while
/// none comes.
///
/// Where Debezium (3.6.1) finds no slot it makes one, at the end of the WAL, and streams on without a word. So a slot
/// that is dropped between our look and its start would be a gap that nobody sees. A slot made then is ahead of what is
/// stored; one that was dropped later ends the stream.
final class SameSlot implements ChangeConsumer<RecordChangeEvent<SourceRecord>> {

    private final SlotAccess slots;
    private final Supplier<CaptureState> state;
    private final ChangeConsumer<RecordChangeEvent<SourceRecord>> behind;
    private boolean looked;

    SameSlot(SlotAccess slots, Supplier<CaptureState> state, ChangeConsumer<RecordChangeEvent<SourceRecord>> behind) {
        this.slots = slots;
        this.state = state;
        this.behind = behind;
    }

    @Override
    public void handleBatch(
            List<RecordChangeEvent<SourceRecord>> records, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        first();
        behind.handleBatch(records, committer);
    }

    private synchronized void first() {
        lookWhileNoneCame();
        looked = true;
    }

    /// A database in which nothing changes sends no batch. None passes, and so what is stored stands still, meanwhile.
    ///
    /// @throws EngineFailure if it is another slot, or none
    synchronized void lookWhileNoneCame() {
        if (!looked) {
            look();
        }
    }

    private void look() {
        try {
            slots.wrong(state.get()).ifPresent(wrong -> {
                throw new EngineFailure("while Debezium started: " + wrong.cause());
            });
        } catch (SQLException e) {
            throw new EngineFailure("the slot cannot be looked at", e);
        }
    }
}
