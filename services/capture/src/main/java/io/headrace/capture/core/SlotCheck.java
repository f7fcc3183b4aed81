package io.headrace.capture.core;

import io.headrace.capture.core.CaptureState.Server;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// May streaming go on from what is stored? Anything that could hide a gap is an error that names the way out.
public final class SlotCheck {

    /// A replication slot as PostgreSQL shows it.
    public record Slot(String name, String plugin, String database, String walStatus, long confirmedLsn) {}

    /// Why capture must not go on.
    ///
    /// @param cause what has happened
    public record Wrong(TroubleKind kind, String cause) {

        /// The cause and the way out.
        public String sentence() {
            return cause + ". Read the tables again with `headrace reread`; nothing is captured until then.";
        }

        /// Whether the server is the one that the state speaks of, so that its slot alone is lost.
        public boolean isSlotAlone() {
            return kind != TroubleKind.OTHER_SYSTEM;
        }
    }

    /// Every kind of [Wrong].
    public static final List<TroubleKind> KINDS = List.of(
            TroubleKind.SLOT_MISSING, TroubleKind.SLOT_RECREATED, TroubleKind.SLOT_AHEAD, TroubleKind.OTHER_SYSTEM);

    private SlotCheck() {}

    /// Compares what is stored with what is there.
    ///
    /// @param written how far the server has written its WAL
    public static Optional<Wrong> check(CaptureState stored, Server server, long written, @Nullable Slot slot) {
        if (!stored.server().equals(server)) {
            return wrong(
                    TroubleKind.OTHER_SYSTEM,
                    "the server is system %s on timeline %d, but what is stored comes from system %s on timeline %d (restored, failed over or replaced)"
                            .formatted(
                                    server.systemId(),
                                    server.timeline(),
                                    stored.server().systemId(),
                                    stored.server().timeline()));
        }
        if (Long.compareUnsigned(written, stored.commitLsn()) < 0) {
            return wrong(
                    TroubleKind.OTHER_SYSTEM,
                    "the server has written its WAL up to %s, but transactions up to %s are captured: it was set back to an earlier state"
                            .formatted(Lsn.text(written), Lsn.text(stored.commitLsn())));
        }
        if (slot == null) {
            return wrong(TroubleKind.SLOT_MISSING, "the replication slot is gone, and with it the changes since");
        }
        return checkSlot(stored, slot);
    }

    private static Optional<Wrong> checkSlot(CaptureState stored, Slot slot) {
        if (!isUsable(slot)) {
            return slot.plugin().equals("pgoutput")
                    ? walRemoved(slot)
                    : wrong(
                            TroubleKind.SLOT_RECREATED,
                            "slot %s uses plugin %s instead of pgoutput: somebody else made it"
                                    .formatted(slot.name(), slot.plugin()));
        }
        if (Long.compareUnsigned(slot.confirmedLsn(), stored.commitLsn()) > 0) {
            return wrong(
                    TroubleKind.SLOT_AHEAD,
                    "slot %s stands at %s, ahead of the last captured commit %s: it was recreated or advanced, and the changes between are gone"
                            .formatted(slot.name(), Lsn.text(slot.confirmedLsn()), Lsn.text(stored.commitLsn())));
        }
        return Optional.empty();
    }

    /// Whether anything can be read from a slot.
    public static boolean isUsable(Slot slot) {
        return slot.plugin().equals("pgoutput") && !slot.walStatus().equals("lost");
    }

    private static Optional<Wrong> walRemoved(Slot slot) {
        return wrong(
                TroubleKind.SLOT_MISSING,
                "PostgreSQL has removed WAL that slot %s still needed (max_slot_wal_keep_size or idle_replication_slot_timeout)"
                        .formatted(slot.name()));
    }

    private static Optional<Wrong> wrong(TroubleKind kind, String cause) {
        return Optional.of(new Wrong(kind, cause));
    }
}
