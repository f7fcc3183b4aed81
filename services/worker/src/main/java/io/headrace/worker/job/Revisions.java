package io.headrace.worker.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// The table `headrace.job_revision`: what the revisions of pipelines ask for.
public final class Revisions {

    private static final String KEEP = """
            insert into headrace.job_revision (pipeline, revision, accepted, origin) values (?, ?, ?, ?)
            on conflict (pipeline, revision) do update set accepted = excluded.accepted, origin = excluded.origin""";

    private static final String READ =
            "select accepted, origin from headrace.job_revision where pipeline = ? and revision = ?";

    private static final String FORGET = "delete from headrace.job_revision where pipeline = ?";

    private Revisions() {}

    /// A revision.
    ///
    /// @param accepted the message that told of it
    /// @param origin the id of that event
    @SuppressWarnings("ArrayRecordComponent") // On its way from a topic to a reader of messages.
    public record Stored(byte[] accepted, String origin) {}

    public static void keep(Connection tx, String pipeline, int revision, Stored stored) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(KEEP)) {
            insert.setString(1, pipeline);
            insert.setInt(2, revision);
            insert.setBytes(3, stored.accepted());
            insert.setString(4, stored.origin());
            insert.executeUpdate();
        }
    }

    /// Empty: the topic of pipelines was not read so far yet.
    static Optional<Stored> read(Connection tx, String pipeline, int revision) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement(READ)) {
            query.setString(1, pipeline);
            query.setInt(2, revision);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(new Stored(row.getBytes(1), row.getString(2))) : Optional.empty();
            }
        }
    }

    /// Those of a pipeline that was deleted.
    public static void forget(Connection tx, String pipeline) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement(FORGET)) {
            delete.setString(1, pipeline);
            delete.executeUpdate();
        }
    }
}
