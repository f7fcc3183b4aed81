package io.headrace.capture.core;

import java.util.Locale;

/// What can be wrong with a source; `docs/reference/errors.md` says what to do about each.
public enum TroubleKind {
    SLOT_MISSING,
    SLOT_RECREATED,
    SLOT_AHEAD,
    OTHER_SYSTEM,
    WAL_KEPT,
    ENGINE_STOPPED,
    TABLE_UNREADABLE,
    ROW_TOO_LARGE,
    TOPIC_LOST,
    TOPIC_SETTINGS,
    TRANSACTION_LEFT_OPEN;

    /// As in SourceTroubled.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
