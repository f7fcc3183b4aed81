package io.headrace.training.run;

import io.headrace.training.core.Prunable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The table `headrace.artifact_version`: which version has which artifact, and since when it can never be deployed.
public final class ArtifactVersions {

    /// Versions of one decision: an event that names them all must stay small.
    private static final int LIMIT = 500;

    private static final String INSERT = """
            insert into headrace.artifact_version (pipeline, version, sha256, size) values (?, ?, ?, ?)
            on conflict (pipeline, version) do nothing""";

    private static final String LAPSE = """
            update headrace.artifact_version set lapsed_at = ?
            where pipeline = ? and version = ? and lapsed_at is null""";

    private static final String PRUNABLE = """
            select old.version, old.sha256, old.size from headrace.artifact_version old
            where old.pipeline = ? and old.lapsed_at <= ? and not exists (
                select from headrace.artifact_version kept
                where kept.pipeline = old.pipeline and kept.sha256 = old.sha256
                and (kept.lapsed_at is null or kept.lapsed_at > ?))
            order by old.version limit\s""" + LIMIT;

    private static final String OF_ARTIFACT =
            "select 1 from headrace.artifact_version where pipeline = ? and sha256 = ? limit 1";

    private static final String OLDEST = """
            select lapsed_at from headrace.artifact_version where pipeline = ? and lapsed_at > ?
            order by lapsed_at limit 1""";

    private static final String DELETE = "delete from headrace.artifact_version where pipeline = ? and version = ?";

    private ArtifactVersions() {}

    /// Says which artifact a version has.
    ///
    /// @param size in bytes
    public static void add(Connection tx, String pipeline, long version, String sha256, long size) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(INSERT)) {
            insert.setString(1, pipeline);
            insert.setLong(2, version);
            insert.setString(3, sha256);
            insert.setLong(4, size);
            insert.executeUpdate();
        }
    }

    /// Whether a version has an artifact.
    public static boolean have(Connection tx, String pipeline, String sha256) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement(OF_ARTIFACT)) {
            query.setString(1, pipeline);
            query.setString(2, sha256);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /// Says that a version can never be deployed. Of one that release 0.1.0 announced nothing is known here.
    public static void lapse(Connection tx, String pipeline, long version, Instant at) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(LAPSE)) {
            update.setObject(1, at.atOffset(ZoneOffset.UTC));
            update.setString(2, pipeline);
            update.setLong(3, version);
            update.executeUpdate();
        }
    }

    /// What need not be kept of versions that lapsed by a time.
    public static Prunable prunable(Connection tx, String pipeline, Instant lapsedBy) throws SQLException {
        List<Long> versions = new ArrayList<>();
        Map<String, Long> artifacts = new TreeMap<>();
        try (PreparedStatement query = tx.prepareStatement(PRUNABLE)) {
            query.setString(1, pipeline);
            query.setObject(2, lapsedBy.atOffset(ZoneOffset.UTC));
            query.setObject(3, lapsedBy.atOffset(ZoneOffset.UTC));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    versions.add(row.getLong(1));
                    artifacts.put(row.getString(2), row.getLong(3));
                }
            }
        }
        long bytes = artifacts.values().stream().mapToLong(Long::longValue).sum();
        return new Prunable(
                versions,
                List.copyOf(artifacts.keySet()),
                bytes,
                oldest(tx, pipeline, lapsedBy),
                versions.size() < LIMIT);
    }

    private static @Nullable Instant oldest(Connection tx, String pipeline, Instant after) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement(OLDEST)) {
            query.setString(1, pipeline);
            query.setObject(2, after.atOffset(ZoneOffset.UTC));
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getObject(1, OffsetDateTime.class).toInstant() : null;
            }
        }
    }

    /// Forgets a version whose artifact is gone.
    public static void remove(Connection tx, String pipeline, long version) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement(DELETE)) {
            delete.setString(1, pipeline);
            delete.setLong(2, version);
            delete.executeUpdate();
        }
    }
}
