package io.headrace.registry.fold;

import io.headrace.events.Cut;

/// A cut as columns.
final class CutColumns {

    private CutColumns() {}

    static Row add(Row row, Cut cut) {
        return row.with("source", cut.getSource())
                .with("system_id", cut.getSystemId())
                .with("cut", cut.getNumber())
                .with("commit_lsn", lsn(cut.getCommitLsn()))
                .with("committed_at", cut.getCommittedAt());
    }

    /// As PostgreSQL writes it: its two halves in hex.
    private static String lsn(long lsn) {
        return "%X/%X".formatted(lsn >>> 32, lsn & 0xFFFF_FFFFL);
    }
}
