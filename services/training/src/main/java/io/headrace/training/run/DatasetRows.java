package io.headrace.training.run;

import io.headrace.exact.GramMatrix;
import io.headrace.exact.LtHash;
import io.headrace.training.core.Feed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// The table `headrace.dataset_version`.
///
/// Of each revision the newest row at or before the newest cut of the newest revision stays, and what is newer: a run
/// of one revision then finds the champion's revision at its own cut, though both move one after the other.
public final class DatasetRows {

    private static final String INSERT = """
            insert into headrace.dataset_version (pipeline, revision, cut_number, system_id, digest, train, test)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (pipeline, revision, cut_number) do update
            set system_id = excluded.system_id, digest = excluded.digest, train = excluded.train, test = excluded.test""";

    private static final String TIDY = """
            with kept as (
                select max(cut_number) as cut from headrace.dataset_version
                where pipeline = ? and system_id = ?
                and revision = (select max(revision) from headrace.dataset_version where pipeline = ?)
            )
            delete from headrace.dataset_version old using kept
            where old.pipeline = ? and (old.system_id <> ? or exists (
                select from headrace.dataset_version newer
                where newer.pipeline = old.pipeline and newer.revision = old.revision
                and newer.cut_number > old.cut_number and newer.cut_number <= kept.cut))""";

    private static final String READ = """
            select digest, train, test from headrace.dataset_version
            where pipeline = ? and revision = ? and cut_number <= ?
            order by cut_number desc limit 1""";

    /// A revision that was just computed anew may only have a later row.
    private static final String NEAREST = """
            select digest, train, test from headrace.dataset_version
            where pipeline = ? and revision = ?
            order by cut_number <= ? desc, abs(cut_number - ?) limit 1""";

    private DatasetRows() {}

    /// Which rows, by pipeline revision and cut.
    public record Key(String pipeline, int revision, long cut) {}

    /// Exact sums of both splits, and the digest of all rows.
    public record Sums(LtHash digest, GramMatrix train, GramMatrix test) {}

    /// Sums in their serial forms.
    @SuppressWarnings("ArrayRecordComponent") // On their way from a topic to a table.
    public record Packed(String systemId, byte[] digest, byte[] train, byte[] test) {}

    /// Keeps a dataset version, and drops those that nobody can ask for any more.
    public static void keep(Connection tx, Key key, Packed sums) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(INSERT)) {
            insert.setString(1, key.pipeline());
            insert.setInt(2, key.revision());
            insert.setLong(3, key.cut());
            insert.setString(4, sums.systemId());
            insert.setBytes(5, sums.digest());
            insert.setBytes(6, sums.train());
            insert.setBytes(7, sums.test());
            insert.executeUpdate();
        }
        try (PreparedStatement tidy = tx.prepareStatement(TIDY)) {
            tidy.setString(1, key.pipeline());
            tidy.setString(2, sums.systemId());
            tidy.setString(3, key.pipeline());
            tidy.setString(4, key.pipeline());
            tidy.setString(5, sums.systemId());
            tidy.executeUpdate();
        }
    }

    /// The sums of the rows that a run is made of.
    public static Sums of(Connection tx, String pipeline, Feed feed) throws SQLException {
        Key key = new Key(pipeline, feed.revision(), feed.cut().number());
        return read(tx, key)
                .orElseThrow(() -> new IllegalStateException(
                        "headrace.dataset_version has no row for %s, though its counts are known: write it again from headrace.dataset"
                                .formatted(key)));
    }

    /// The sums of a revision at a cut: its newest row not after the cut, which nothing has changed since.
    private static Optional<Sums> read(Connection tx, Key key) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement(READ)) {
            query.setString(1, key.pipeline());
            query.setInt(2, key.revision());
            query.setLong(3, key.cut());
            return sums(query);
        }
    }

    /// The same, or where there is none the first one after the cut.
    static Optional<Sums> nearest(Connection tx, Key key) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement(NEAREST)) {
            query.setString(1, key.pipeline());
            query.setInt(2, key.revision());
            query.setLong(3, key.cut());
            query.setLong(4, key.cut());
            return sums(query);
        }
    }

    private static Optional<Sums> sums(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            return row.next()
                    ? Optional.of(new Sums(
                            LtHash.fromBytes(row.getBytes(1)),
                            GramMatrix.fromBytes(row.getBytes(2)),
                            GramMatrix.fromBytes(row.getBytes(3))))
                    : Optional.empty();
        }
    }

    /// Drops revisions below one.
    public static void forgetBelow(Connection tx, String pipeline, int revision) throws SQLException {
        String sql = "delete from headrace.dataset_version where pipeline = ? and revision < ?";
        try (PreparedStatement delete = tx.prepareStatement(sql)) {
            delete.setString(1, pipeline);
            delete.setInt(2, revision);
            delete.executeUpdate();
        }
    }
}
