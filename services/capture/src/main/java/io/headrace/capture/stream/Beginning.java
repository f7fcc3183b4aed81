package io.headrace.capture.stream;

import io.headrace.capture.RereadRequests;
import io.headrace.capture.core.CaptureState;
import io.headrace.capture.core.CaptureState.Server;
import io.headrace.capture.core.Reread;
import io.headrace.capture.core.SlotCheck;
import io.headrace.capture.core.SlotCheck.Slot;
import io.headrace.capture.core.TopicMarks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// From where an engine may go on.
final class Beginning {

    private static final Logger LOGGER = LoggerFactory.getLogger(Beginning.class);

    private final EngineSpec spec;
    private final SlotAccess slots;
    private final StateStore store;
    private final RereadRequests requests;
    private final OpenTroubles troubles;

    Beginning(EngineSpec spec, SlotAccess slots, StateStore store, RereadRequests requests, OpenTroubles troubles) {
        this.spec = spec;
        this.slots = slots;
        this.store = store;
        this.requests = requests;
        this.troubles = troubles;
    }

    /// The stored state, or a fresh one for a source that was never captured.
    ///
    /// A request to read the whole source again accepts a new slot, and a new server.
    ///
    /// @throws SlotTrouble if going on would hide a gap
    CaptureState state() throws SQLException {
        Optional<CaptureState> stored = store.load(spec.identity());
        try (Connection connection = spec.database().connect()) {
            slots.release(connection);
            Server server = slots.server(connection);
            Slot slot = slots.slot(connection);
            if (stored.isEmpty()) {
                return unknown(connection, server, slot);
            }
            Optional<SlotCheck.Wrong> wrong = SlotCheck.check(stored.get(), server, slots.written(connection), slot);
            if (wrong.isEmpty()) {
                return stored.get();
            }
            Optional<Reread> accepting = accepting(wrong.get());
            CaptureState left = stored.get().behindNewSlot(server, made(connection));
            return accepting.map(left::begin).orElse(left);
        }
    }

    /// Of a source of which nothing is stored. No table is read yet, so any slot will do that exists before the first
    /// read.
    private CaptureState unknown(Connection connection, Server server, @Nullable Slot slot) throws SQLException {
        long lsn = slot != null && SlotCheck.isUsable(slot) ? slot.confirmedLsn() : made(connection);
        if (!requests.haveDecisions()) {
            return CaptureState.fresh(server, lsn);
        }
        if (slot == null) {
            return CaptureState.again(server, lsn); // most likely a source that is new here
        }
        String outcome = "%s holds nothing of this source, which was captured before: %s"
                .formatted(
                        StateStore.TOPIC,
                        switch (spec.role()) {
                            case DATA ->
                                "every table is read again, and cuts go on from number %d; model versions trained before cannot be reproduced"
                                        .formatted(lsn);
                            case CONTROL ->
                                "every decision that the outbox holds is sent again, and the rows of people as they are now";
                        });
        LOGGER.warn("{}: {}", spec.source(), outcome);
        return CaptureState.again(server, lsn).withTopics(TopicMarks.NONE.withLost(Map.of(StateStore.TOPIC, outcome)));
    }

    private List<Reread> asked() {
        try {
            return requests.open();
        } catch (SQLException e) {
            LOGGER.debug("{}: requests cannot be looked up", spec.source(), e);
            return List.of(); // a source goes on while Headrace's own database is away
        }
    }

    /// The request that has the old slot left behind; empty where nobody need ask.
    private Optional<Reread> accepting(SlotCheck.Wrong wrong) {
        Optional<Reread> accepting = asked().stream().filter(Reread::isWhole).findFirst();
        if (accepting.isEmpty()) {
            if (spec.role() == EngineSpec.Role.DATA || !wrong.isSlotAlone()) {
                throw new SlotTrouble(wrong);
            }
            // All that came through this slot can be compared with the topics, so nobody need be asked.
            troubles.say(
                    wrong.kind(),
                    "",
                    "Headrace's own database: %s. Capture makes another slot and sends what the topics lack from the tables."
                            .formatted(wrong.cause()));
        }
        return accepting;
    }

    private long made(Connection connection) throws SQLException {
        LOGGER.info("{}: making replication slot {}", spec.source(), spec.slot());
        slots.drop(connection);
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
