package io.headrace.deployment.stream;

import io.headrace.events.Cut;
import io.headrace.events.ModelVersion;
import io.headrace.schemas.ArtifactChunks;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The accepted model versions, in `headrace.model`: states are small because this lies here.
final class Models {

    private static final String KEEP = """
            insert into headrace.model
                (pipeline, version, revision, source, system_id, cut, commit_lsn, committed_at, sha256, artifact, size)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (pipeline, version) do nothing""";

    private static final String READ = """
            select revision, source, system_id, cut, commit_lsn, committed_at, sha256, artifact, size
            from headrace.model where pipeline = ? and version = ?""";

    private static final String FIRST_CHUNK =
            "select bytes from headrace.artifact where pipeline = ? and sha256 = ? and chunk = 0";

    private static final String DELETE = "delete from headrace.model where pipeline = ? and version = ?";

    /// Far longer than a session takes from its commit's record to its end.
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(2);

    private Models() {}

    /// Keeps a version; one that is kept already stays as it is.
    static void keep(Connection tx, ModelVersion model) throws SQLException {
        Cut cut = model.getCut();
        try (PreparedStatement insert = tx.prepareStatement(KEEP)) {
            insert.setString(1, model.getPipeline());
            insert.setLong(2, model.getVersion());
            insert.setInt(3, model.getRevision());
            insert.setString(4, cut.getSource());
            insert.setString(5, cut.getSystemId());
            insert.setLong(6, cut.getNumber());
            insert.setLong(7, cut.getCommitLsn());
            insert.setObject(8, cut.getCommittedAt().atOffset(ZoneOffset.UTC));
            insert.setString(9, model.getSha256());
            insert.setBytes(10, ArtifactChunks.isInline(model) ? bytes(model.getArtifact()) : null);
            insert.setLong(11, ArtifactChunks.size(model));
            insert.executeUpdate();
        }
    }

    /// A version that was kept, with its bytes inline unless they are many.
    static ModelVersion read(Connection tx, String pipeline, long version) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement(READ)) {
            query.setString(1, pipeline);
            query.setLong(2, version);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException(
                            "version %d of %s is to be deployed but is not in headrace.model; copy its row from a backup"
                                    .formatted(version, pipeline));
                }
                Cut cut = new Cut(
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getObject(6, OffsetDateTime.class).toInstant());
                byte @Nullable [] own = row.getBytes(8);
                byte[] artifact = own == null ? firstChunk(tx, pipeline, row.getString(7)) : own;
                long size = row.getLong(9);
                ByteBuffer inline = ByteBuffer.wrap(size > ArtifactChunks.INLINE_MAX ? new byte[0] : artifact);
                return new ModelVersion(pipeline, version, row.getInt(1), cut, row.getString(7), inline, size);
            }
        }
    }

    /// All of an artifact that is small enough to be inline.
    ///
    /// PostgreSQL writes a commit to the WAL, from where it is captured, before other sessions see it. So an
    /// event can be here while the rows of its transaction are not there yet.
    private static byte[] firstChunk(Connection tx, String pipeline, String sha256) throws SQLException {
        long end = System.nanoTime() + SEEN_WITHIN.toNanos();
        Optional<byte[]> bytes = seenChunk(tx, pipeline, sha256);
        while (bytes.isEmpty()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            bytes = seenChunk(tx, pipeline, sha256);
        }
        return bytes.orElseThrow(() -> new IllegalStateException(
                "artifact %s of %s is to be deployed but is not in headrace.artifact; `headrace rebuild training` writes it again from the topic"
                        .formatted(sha256, pipeline)));
    }

    private static Optional<byte[]> seenChunk(Connection tx, String pipeline, String sha256) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement(FIRST_CHUNK)) {
            query.setString(1, pipeline);
            query.setString(2, sha256);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    /// Forgets a version that will never be deployed.
    static void delete(Connection tx, String pipeline, long version) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement(DELETE)) {
            delete.setString(1, pipeline);
            delete.setLong(2, version);
            delete.executeUpdate();
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
