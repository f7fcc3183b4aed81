package io.headrace.capture.core;

import io.headrace.capture.core.CaptureState.Server;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// May streaming go on from what is stored? Anything that could hide a gap is an error that names the way out.
public final class SlotCheck {

    /// A replication slot as PostgreSQL shows it.
    public record Slot(String name, String plugin, String database, String walStatus, long confirmedLsn) {}

    /// Why capture must not go on.
    ///
    /// @param kind as in SourceTroubled
    public record Wrong(String kind, String sentence) {}

    private SlotCheck() {}

    public static Optional<Wrong> check(CaptureState stored, Server server, @Nullable Slot slot) {
        if (!stored.server().equals(server)) {
            return wrong(
                    "other-system",
                    "the server is system %s on timeline %d, but what is stored comes from system %s on timeline %d (restored, failed over or replaced)"
                            .formatted(
                                    server.systemId(),
                                    server.timeline(),
                                    stored.server().systemId(),
                                    stored.server().timeline()));
        }
        if (slot == null) {
            return wrong("slot-missing", "the replication slot is gone, and with it the changes since");
        }
        return checkSlot(stored, slot);
    }

    private static Optional<Wrong> checkSlot(CaptureState stored, Slot slot) {
        if (!slot.plugin().equals("pgoutput")) {
            return wrong(
                    "slot-recreated",
                    "slot %s uses plugin %s instead of pgoutput: somebody else made it"
                            .formatted(slot.name(), slot.plugin()));
        }
        if (slot.walStatus().equals("lost")) {
            return wrong(
                    "slot-missing",
                    "PostgreSQL has removed WAL that slot %s still needed (max_slot_wal_keep_size or idle_replication_slot_timeout)"
                            .formatted(slot.name()));
        }
        if (Long.compareUnsigned(slot.confirmedLsn(), stored.commitLsn()) > 0) {
            return wrong(
                    "slot-ahead",
                    "slot %s stands at %s, ahead of the last captured commit %s: it was recreated or advanced, and the changes between are gone"
                            .formatted(slot.name(), Lsn.text(slot.confirmedLsn()), Lsn.text(stored.commitLsn())));
        }
        return Optional.empty();
    }

    private static Optional<Wrong> wrong(String kind, String sentence) {
        return Optional.of(
                new Wrong(kind, sentence + ". Read the tables again with `reread`; nothing is captured until then."));
    }
}
