package io.headrace.registry.rebuild;

import io.headrace.kernel.Installation;
import io.headrace.kernel.database.DatabaseAddress;
import io.headrace.kernel.projector.Replay;
import io.headrace.kernel.projector.Stretch;
import io.headrace.registry.RegistryProjection;
import io.headrace.registry.RegistrySchema;
import io.headrace.registry.rebuild.RebuildOutcome.Compared;
import io.headrace.registry.rebuild.RebuildOutcome.Refused;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/// Makes the registry again from the topics alone, beside the live one and by the same code, compares the two, and
/// mends the live one in one transaction.
///
/// The live projector may be running. It stands still while both sides are brought to the same offsets, and, where
/// there is something to mend, until that is done.
public final class RegistryRebuild {

    private static final RegistrySchema LIVE = RegistrySchema.LIVE;
    private static final RegistrySchema REBUILT = RegistrySchema.REBUILT;

    /// Offsets that may be left for the time in which the live projector stands still.
    private static final long NEAR = 500;

    private final Installation installation;
    private final boolean mend;
    private final RebuildListener listener;

    private RegistryRebuild(Installation installation, boolean mend, RebuildListener listener) {
        this.installation = installation;
        this.mend = mend;
        this.listener = listener;
    }

    /// Compares the live registry with the topics and changes nothing.
    ///
    /// @throws SQLException if the database is away or refuses
    /// @throws io.headrace.kernel.Unavailable if Kafka or the schema registry is away
    public static RebuildOutcome check(Installation installation, RebuildListener listener) throws SQLException {
        return new RegistryRebuild(installation, false, listener).run();
    }

    /// Makes the live registry what the topics say; the outcome tells how it was before.
    ///
    /// @throws SQLException if the database is away or refuses; nothing has changed then
    /// @throws io.headrace.kernel.Unavailable if Kafka or the schema registry is away; nothing has changed then
    public static RebuildOutcome mend(Installation installation, RebuildListener listener) throws SQLException {
        return new RegistryRebuild(installation, true, listener).run();
    }

    private RebuildOutcome run() throws SQLException {
        try (Connection own = connect()) {
            if (!Turn.take(own)) {
                return new Refused("another rebuild of the registry is at work: wait until it has ended");
            }
            try (Replay replay = Replay.open(installation, new RegistryProjection(REBUILT))) {
                begin(own, replay);
                RebuildOutcome outcome = run(replay);
                REBUILT.drop(own);
                own.commit();
                return outcome;
            }
        }
    }

    /// An interrupted one of the same build over the same topics goes on, unless it had got ahead of the live tables.
    private void begin(Connection own, Replay replay) throws SQLException {
        String maker = Maker.of(replay.whole());
        if (REBUILT.isMadeBy(own, maker) && positions(own, REBUILT).isWithin(positions(own, LIVE))) {
            listener.says("going on where an interrupted rebuild stopped");
        } else {
            REBUILT.make(own, maker);
        }
        own.commit();
    }

    private RebuildOutcome run(Replay replay) throws SQLException {
        List<Stretch> whole = replay.whole();
        try (Connection live = connect()) {
            comeNear(live, replay);
            Standstill standstill = new Standstill(live, replay);
            if (mend) {
                return mend(live, replay, standstill.hold(), whole);
            }
            Positions positions = standstill.holdAt(whole);
            long left = replay.count(positions.ahead(whole));
            if (left > 0) {
                return new Refused(
                        "the live registry has not read the last %d events, and it does not go on: is `headrace up` running, and what does its log say? Without --check a rebuild reads them itself"
                                .formatted(left));
            }
            return check(live, replay, positions);
        }
    }

    /// Makes the other tables while the live ones move on, as far as those are.
    private void comeNear(Connection live, Replay replay) throws SQLException {
        long left;
        do {
            List<Stretch> behind = positions(live, LIVE).behind(replay.whole());
            List<Stretch> ahead = positions(live, REBUILT).ahead(behind);
            left = length(ahead);
            if (left > 0) {
                listener.says("reading %,d offsets of %d topics".formatted(left, ahead.size()));
                write(replay, ahead, left);
            }
        } while (left > NEAR);
    }

    private void write(Replay replay, List<Stretch> stretches, long all) throws SQLException {
        long[] passed = {0};
        replay.write(stretches, offsets -> {
            passed[0] += offsets;
            listener.passed(passed[0], all);
        });
    }

    private RebuildOutcome check(Connection live, Replay replay, Positions positions) throws SQLException {
        List<Stretch> whole = replay.whole();
        replay.write(positions.behind(whole), passed -> {});
        try (Connection snapshot = connect()) {
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement first = snapshot.createStatement()) {
                first.execute("SELECT"); // The snapshot is taken now: the live projector may go on.
            }
            live.rollback();
            return new Compared(compare(snapshot), positions.lost(whole), false);
        }
    }

    private RebuildOutcome mend(Connection live, Replay replay, Positions positions, List<Stretch> atFirst)
            throws SQLException {
        List<Stretch> whole = replay.whole();
        replay.write(positions.behind(whole), passed -> {});
        Compared compared = new Compared(compare(live), positions.lost(whole), true);
        if (compared.differing() > 0 && !compared.lost().isEmpty()) {
            return new Compared(compared.tables(), compared.lost(), false);
        }
        // It may not have read all that there was when we began.
        replay.write(atFirst, passed -> {});
        new Comparing(live, LIVE, REBUILT).mend();
        takeOver(live);
        live.commit();
        return compared;
    }

    private List<TableComparison> compare(Connection tx) throws SQLException {
        listener.says("comparing %d tables".formatted(RegistrySchema.TABLES.size()));
        return new Comparing(tx, LIVE, REBUILT).compare();
    }

    /// The live projector goes on behind the last event in the tables.
    private static void takeOver(Connection tx) throws SQLException {
        String sql = """
                INSERT INTO headrace.progress (service, topic_id, partition, next_offset)
                SELECT ?, topic_id, partition, next_offset FROM headrace.progress WHERE service = ?
                ON CONFLICT (service, topic_id, partition) DO UPDATE SET next_offset = excluded.next_offset""";
        try (PreparedStatement progress = tx.prepareStatement(sql)) {
            progress.setString(1, LIVE.progress());
            progress.setString(2, REBUILT.progress());
            progress.executeUpdate();
        }
    }

    private static Positions positions(Connection tx, RegistrySchema schema) throws SQLException {
        Positions positions = Positions.read(tx, schema.progress());
        tx.rollback();
        return positions;
    }

    private static long length(List<Stretch> stretches) {
        return stretches.stream().mapToLong(Stretch::length).sum();
    }

    /// Without a limit to how long a statement may take, unlike the connections of a service.
    private Connection connect() throws SQLException {
        DatabaseAddress address = installation.database();
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("ApplicationName", "headrace-rebuild");
        properties.setProperty("tcpKeepAlive", "true");
        Connection connection = DriverManager.getConnection(address.jdbcUrl(), properties);
        connection.setAutoCommit(false);
        return connection;
    }
}
