package io.headrace.capture.core;

/// What a person asked: to read tables of a source again.
///
/// @param request its id
/// @param table `schema.table`; empty: every table of the source, behind a new slot where the old one is of no use
public record Reread(String request, String table, String askedBy) {

    /// Whether every table is meant.
    public boolean isWhole() {
        return table.isEmpty();
    }
}
