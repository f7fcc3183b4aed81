package io.headrace.kernel.projector;

import io.headrace.kernel.stream.Received;
import io.headrace.kernel.topics.TopicSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// How tables follow topics.
///
/// The tables are a function of the records alone: no clock, no serial numbers. So following live
/// and making them again are the same code and give the same rows.
public interface Projection {

    /// The progress is kept under this name.
    String name();

    /// Whose dead letters take what it cannot: records that are unreadable, that [#apply] throws at, or whose values
    /// the tables refuse.
    String service();

    /// The topics to follow; made where they are missing.
    List<TopicSpec> topics();

    /// Writes what a record says, in the order of its partition. Records of different topics come in any order. Each
    /// comes once, but for those behind a dead letter that is replayed: written again, they change nothing.
    void apply(Connection tx, Received received) throws SQLException;
}
