package io.headrace.capture;

import io.headrace.schemas.RowHistory;

/// A database to capture.
///
/// @param name of the source: lower-case letters, digits and `-`; it stands in the names of its topics and never
/// changes
/// @param slot replication slot, created when the source is new
/// @param publication holds the shared tables
/// @param partitions of each of the source's topics; fixed for ever
/// @param history of the source's row topics; a change is applied to the topics that are there
public record SourceConfig(
        String name, DatabaseAddress database, String slot, String publication, int partitions, RowHistory history) {

    public SourceConfig {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "source.name is '%s': it must begin with a lower-case letter and hold only lower-case letters, digits and '-'"
                            .formatted(name));
        }
        if (!slot.matches("[a-z0-9_]{1,63}")) {
            throw new IllegalArgumentException(
                    "source.slot is '%s': it must be 1 to 63 lower-case letters, digits and '_'".formatted(slot));
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("source.partitions is %d: it must be 1 or more".formatted(partitions));
        }
    }

    /// The same source with another row history.
    public SourceConfig with(RowHistory other) {
        return new SourceConfig(name, database, slot, publication, partitions, other);
    }

    /// A source with the usual slot `headrace_<name>`, publication `headrace` and one partition, whose rows are kept
    /// for ever.
    public static SourceConfig of(String name, DatabaseAddress database) {
        return new SourceConfig(
                name, database, "headrace_" + name.replace('-', '_'), "headrace", 1, RowHistory.FOR_EVER);
    }
}
