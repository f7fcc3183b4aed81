package io.headrace.lineage.stream;

import io.headrace.lineage.core.Plan;

/// What revisions of pipelines say of their runs.
@FunctionalInterface
public interface Plans {

    /// The plan of a revision.
    ///
    /// @throws io.headrace.kernel.avro.Unreadable if no waiting brings it
    /// @throws io.headrace.kernel.Unavailable if Kafka or the schema registry is away
    Plan plan(String pipeline, int revision);
}
