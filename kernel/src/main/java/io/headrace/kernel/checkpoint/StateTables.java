package io.headrace.kernel.checkpoint;

import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.message.ReadPartition;
import io.headrace.kernel.message.StateCheckpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A service's rows of `headrace.state` and `headrace.progress`, compared with its checkpoints or made anew from them,
/// in one transaction.
public final class StateTables {

    private static final String LOCK = "lock table headrace.state, headrace.progress in share row exclusive mode";

    private static final String UNSENT = """
            select distinct on (aggregateid) payload from headrace.outbox
            where aggregatetype = ? and starts_with(aggregateid, ?)
            order by aggregateid, sequence desc""";

    private static final String REBUILT = """
            create temporary table rebuilt (
                aggregate_id text primary key, sequence bigint not null, deadline timestamptz, state jsonb not null
            ) on commit drop""";

    private static final String FILL =
            "insert into pg_temp.rebuilt (aggregate_id, sequence, deadline, state) values (?, ?, ?, ?::jsonb)";

    private static final String COMPARE = """
            select coalesce(live.aggregate_id, rebuilt.aggregate_id),
                   live.sequence || ' ' || coalesce(live.deadline::text, '-') || ' ' || live.state,
                   rebuilt.sequence || ' ' || coalesce(rebuilt.deadline::text, '-') || ' ' || rebuilt.state
            from (select * from headrace.state where service = ?) live
            full join pg_temp.rebuilt using (aggregate_id)
            where (live.sequence, live.deadline, live.state)
                is distinct from (rebuilt.sequence, rebuilt.deadline, rebuilt.state)
            order by 1""";

    private static final String STATES = """
            insert into headrace.state (service, aggregate_id, sequence, deadline, state)
            select ?, aggregate_id, sequence, deadline, state from pg_temp.rebuilt""";

    private static final String PROGRESS =
            "insert into headrace.progress (service, topic_id, partition, next_offset) values (?, ?, ?, ?)";

    private final Connection tx;
    private final Checkpoints checkpoints;

    private StateTables(Connection tx, Checkpoints checkpoints) {
        this.tx = tx;
        this.checkpoints = checkpoints;
    }

    /// Locks the tables until the transaction ends: no service decides meanwhile.
    ///
    /// @param checkpoints from the topic; those that stand in the outbox and may not be in the topic yet are added
    public static StateTables lock(Connection tx, Checkpoints checkpoints, AvroCodec avro) throws SQLException {
        StateTables tables = new StateTables(tx, checkpoints);
        tables.run(LOCK);
        tables.addUnsent(avro);
        tables.run("drop table if exists pg_temp.rebuilt");
        tables.run(REBUILT);
        tables.fill();
        return tables;
    }

    /// The states that are not as their newest checkpoints, by name. A deadline that was given up because the state
    /// stayed at it is one of these.
    public List<StateDifference> compare() throws SQLException {
        try (PreparedStatement query = tx.prepareStatement(COMPARE)) {
            query.setString(1, checkpoints.service());
            try (ResultSet rows = query.executeQuery()) {
                List<StateDifference> differences = new ArrayList<>();
                while (rows.next()) {
                    differences.add(new StateDifference(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
                return differences;
            }
        }
    }

    /// Throws the rows away and writes those of the checkpoints.
    public void replace() throws SQLException {
        run("delete from headrace.state where service = ?", checkpoints.service());
        run("delete from headrace.progress where service = ?", checkpoints.service());
        run(STATES, checkpoints.service());
        try (PreparedStatement insert = tx.prepareStatement(PROGRESS)) {
            for (ReadPartition partition : checkpoints.read()) {
                insert.setString(1, checkpoints.service());
                insert.setString(2, partition.getTopicId());
                insert.setInt(3, partition.getPartition());
                insert.setLong(4, partition.getNextOffset());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void addUnsent(AvroCodec avro) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement(UNSENT)) {
            query.setString(1, Checkpoints.AGGREGATE_TYPE);
            query.setString(2, Checkpoints.key(checkpoints.service(), ""));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    checkpoints.take((StateCheckpoint) avro.decode(rows.getBytes(1)));
                }
            }
        }
    }

    private void fill() throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(FILL)) {
            for (StateCheckpoint checkpoint : checkpoints.newest()) {
                @Nullable Instant deadline = checkpoint.getDeadline();
                insert.setString(1, checkpoint.getAggregateId());
                insert.setLong(2, checkpoint.getSequence());
                insert.setObject(3, deadline == null ? null : deadline.atOffset(ZoneOffset.UTC));
                insert.setString(4, checkpoint.getState());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = tx.createStatement()) {
            statement.execute(sql);
        }
    }

    private void run(String sql, String argument) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            statement.setString(1, argument);
            statement.executeUpdate();
        }
    }
}
