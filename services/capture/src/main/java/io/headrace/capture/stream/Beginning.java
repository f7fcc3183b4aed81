package io.headrace.capture.stream;

import io.headrace.capture.core.CaptureState;
import io.headrace.capture.core.CaptureState.Server;
import io.headrace.capture.core.SlotCheck;
import io.headrace.capture.core.SlotCheck.Slot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// From where an engine may go on.
final class Beginning {

    private static final Logger LOGGER = LoggerFactory.getLogger(Beginning.class);

    private final EngineSpec spec;
    private final SlotAccess slots;
    private final StateStore store;

    Beginning(EngineSpec spec, SlotAccess slots, StateStore store) {
        this.spec = spec;
        this.slots = slots;
        this.store = store;
    }

    /// The stored state, or a fresh one for a source that was never captured.
    ///
    /// @param reread whether to leave the old slot behind
    /// @throws SlotTrouble if going on would hide a gap
    CaptureState state(boolean reread) throws SQLException {
        Optional<CaptureState> stored = store.load(spec.identity());
        try (Connection connection = spec.database().connect()) {
            slots.release(connection);
            Server server = slots.server(connection);
            Slot slot = slots.slot(connection);
            if (stored.isEmpty()) {
                // No table is read yet, so any slot will do that exists before the first read.
                return CaptureState.fresh(server, slot == null ? made(connection) : slot.confirmedLsn());
            }
            if (reread) {
                slots.drop(connection);
                return stored.get().reread(server, made(connection));
            }
            Optional<SlotCheck.Wrong> wrong = SlotCheck.check(stored.get(), server, slot);
            if (wrong.isPresent()) {
                throw new SlotTrouble(wrong.get());
            }
            return stored.get();
        }
    }

    private long made(Connection connection) throws SQLException {
        LOGGER.info("{}: making replication slot {}", spec.source(), spec.slot());
        return slots.make(connection);
    }

    /// The slot cannot be gone on with.
    static final class SlotTrouble extends RuntimeException {
        private final transient SlotCheck.Wrong wrong;

        SlotTrouble(SlotCheck.Wrong wrong) {
            super(wrong.sentence());
            this.wrong = wrong;
        }

        SlotCheck.Wrong wrong() {
            return wrong;
        }
    }
}
