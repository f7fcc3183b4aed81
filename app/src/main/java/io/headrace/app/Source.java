package io.headrace.app;

import io.headrace.capture.SourceConfig;
import io.headrace.capture.stream.EngineSpec;
import io.headrace.schemas.RowHistory;

/// A database that is captured, as an installation knows it.
///
/// @param name stands in the names of its topics, and never changes
/// @param partitions of each of its topics; fixed for ever
/// @param history how long its row topics keep rows
public record Source(String name, PostgresUrl database, int partitions, RowHistory history) {

    /// The same for capture.
    public SourceConfig capture() {
        SourceConfig usual = SourceConfig.of(name, database.parted());
        return new SourceConfig(name, usual.database(), usual.slot(), usual.publication(), partitions, history);
    }

    /// The engine that captures it.
    public EngineSpec engine() {
        return new EngineSpec(capture(), EngineSpec.Role.DATA);
    }

    Source with(RowHistory other) {
        return new Source(name, database, partitions, other);
    }
}
