package io.headrace.training.core;

import java.time.Instant;

/// Rows that left the table.
///
/// @param cut they were gone at, and the versions trained before it may hold them
/// @param since when the first of them left
public record Departures(Cut cut, long rows, Instant since) {

    /// Both. Two revisions tell of the same rows at the same cut.
    Departures joined(Departures later) {
        return new Departures(
                later.cut.isAfter(cut) ? later.cut : cut,
                later.cut.equals(cut) ? Math.max(rows, later.rows) : rows + later.rows,
                later.since.isBefore(since) ? later.since : since);
    }

    /// Whether a version that was trained at this cut never saw them.
    boolean areGoneAt(Cut other) {
        return !cut.isAfter(other);
    }
}
