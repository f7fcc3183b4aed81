package io.headrace.schemas;

import io.headrace.events.ArtifactChunk;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The table `headrace.artifact`: the chunks of artifacts, each artifact once for a pipeline, as they lie in their
/// topic.
public final class Artifacts {

    private static final String INSERT = """
            insert into headrace.artifact (pipeline, sha256, chunk, bytes) values (?, ?, ?, ?)
            on conflict (pipeline, sha256, chunk) do nothing""";

    private static final String CHUNKS =
            "select chunk from headrace.artifact where pipeline = ? and sha256 = ? order by chunk";

    private static final String BYTES =
            "select bytes from headrace.artifact where pipeline = ? and sha256 = ? order by chunk";

    private static final String DELETE =
            "delete from headrace.artifact where pipeline = ? and sha256 = ? and chunk = ?";

    /// The outbox would give back to a topic what is gone, so it goes from there, too.
    private static final String DELETE_SENT =
            "delete from headrace.outbox where aggregatetype = 'artifact' and aggregateid = ?";

    private Artifacts() {}

    /// Keeps a chunk; one that is kept already stays as it is.
    public static void keep(Connection tx, ArtifactChunk chunk) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(INSERT)) {
            insert.setString(1, chunk.getPipeline());
            insert.setString(2, chunk.getSha256());
            insert.setInt(3, chunk.getNumber());
            insert.setBytes(4, bytes(chunk.getBytes()));
            insert.executeUpdate();
        }
    }

    /// The keys of the chunks that are kept of an artifact, in the order of its bytes; none: it is not kept.
    public static List<ArtifactChunks.Key> chunks(Connection tx, String pipeline, String sha256) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement(CHUNKS)) {
            query.setString(1, pipeline);
            query.setString(2, sha256);
            try (ResultSet row = query.executeQuery()) {
                List<ArtifactChunks.Key> keys = new ArrayList<>();
                while (row.next()) {
                    keys.add(new ArtifactChunks.Key(pipeline, sha256, row.getInt(1)));
                }
                return keys;
            }
        }
    }

    /// The bytes of an artifact; empty: it is not kept.
    public static Optional<ByteBuffer> bytes(Connection tx, String pipeline, String sha256) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement(BYTES)) {
            query.setString(1, pipeline);
            query.setString(2, sha256);
            try (ResultSet row = query.executeQuery()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                while (row.next()) {
                    bytes.writeBytes(row.getBytes(1));
                }
                return bytes.size() == 0 ? Optional.empty() : Optional.of(ByteBuffer.wrap(bytes.toByteArray()));
            }
        }
    }

    /// Removes an artifact, and what was sent of it.
    public static void prune(Connection tx, String pipeline, String sha256) throws SQLException {
        for (ArtifactChunks.Key chunk : chunks(tx, pipeline, sha256)) {
            remove(tx, chunk);
            try (PreparedStatement delete = tx.prepareStatement(DELETE_SENT)) {
                delete.setString(1, chunk.toString());
                delete.executeUpdate();
            }
        }
    }

    /// Removes a chunk.
    public static void remove(Connection tx, ArtifactChunks.Key chunk) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement(DELETE)) {
            delete.setString(1, chunk.pipeline());
            delete.setString(2, chunk.sha256());
            delete.setInt(3, chunk.number());
            delete.executeUpdate();
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
