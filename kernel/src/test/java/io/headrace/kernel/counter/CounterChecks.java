package io.headrace.kernel.counter;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/// What the counters have decided, read from the tables and by nothing that decides.
public final class CounterChecks {

    private CounterChecks() {}

    /// How many events the counters wrote for each input.
    public static Map<String, Long> decided(Connection database) throws SQLException {
        // A timer's cause is the counter's own.
        String query =
                "select causation, count(*) from headrace.outbox where aggregatetype = 'counter' and causation not like 'counters/%' group by causation";
        Map<String, Long> found = new HashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getLong(2));
            }
        }
        return found;
    }

    /// Events whose sequence is not the next one of their counter.
    public static long gaps(Connection database) throws SQLException {
        return count(database, """
                select count(*) from (
                    select sequence - row_number() over (partition by aggregateid order by sequence) as gap
                    from headrace.outbox where aggregatetype = 'counter') numbered
                where gap <> 0""");
    }

    /// Aggregates whose state is not what their events add up to.
    public static long wrongTotals(Connection database) throws SQLException {
        return count(database, """
                select count(*) from headrace.state s where (s.state ->> 'total')::bigint <> (
                    select count(*) from headrace.outbox o
                    where o.aggregatetype = 'counter' and o.aggregateid = s.aggregate_id and o.causation not like 'counters/%')""");
    }

    /// States whose newest checkpoint is another one.
    public static long staleCheckpoints(Connection database) throws SQLException {
        return count(database, """
                select count(*) from headrace.state s where s.sequence is distinct from (
                    select max(o.sequence) from headrace.outbox o
                    where o.aggregatetype = 'state' and o.aggregateid = s.service || '/' || s.aggregate_id)""");
    }

    /// The offset that the counters go on from.
    public static long progress(Connection database) throws SQLException {
        return count(database, "select coalesce(max(next_offset), 0) from headrace.progress");
    }

    public static long count(Connection database, String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
