package io.headrace.training.core;

import java.time.Instant;

/// A numbered point in a source's commit order, behind whole transactions only.
public record Cut(String source, String systemId, long number, long commitLsn, Instant committedAt) {

    /// Whether both are points in the commit order of one system.
    boolean isSameHistory(Cut other) {
        return source.equals(other.source) && systemId.equals(other.systemId);
    }

    /// Whether this cut lies behind another; one of another system always does.
    boolean isAfter(Cut other) {
        return !isSameHistory(other) || number > other.number;
    }
}
