package io.headrace.kernel.shell;

import io.headrace.kernel.Unavailable;
import io.headrace.kernel.message.ReadPartition;
import io.headrace.kernel.trace.Traceparent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.util.PSQLException;

/// The shell's statements, in one transaction.
final class StateRows {

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String ADVANCE = """
            insert into headrace.progress as p (service, topic_id, partition, next_offset) values (?, ?, ?, ?)
            on conflict (service, topic_id, partition) do update set next_offset = excluded.next_offset
            where p.next_offset < excluded.next_offset""";

    private static final String LOCK =
            "select sequence, deadline, state from headrace.state where service = ? and aggregate_id = ? for update";

    private static final String INSERT = """
            insert into headrace.state (sequence, deadline, state, service, aggregate_id)
            values (?, ?, ?::jsonb, ?, ?)""";

    private static final String UPDATE = """
            update headrace.state set sequence = ?, deadline = ?, state = ?::jsonb
            where service = ? and aggregate_id = ?""";

    private static final String OUTBOX = """
            insert into headrace.outbox
            (id, aggregatetype, aggregateid, type, payload, sequence, causation, correlation, traceparent, time) values\s""";

    /// Only the id may conflict quietly: a second event with a sequence that is taken is another history.
    private static final String ONCE = " on conflict (id) do nothing";

    private final Connection tx;
    private final String service;

    StateRows(Connection tx, String service) {
        this.tx = tx;
        this.service = service;
    }

    /// Moves the service's progress behind a position; false if it is there already.
    boolean advance(Position position) throws SQLException {
        try (PreparedStatement advance = tx.prepareStatement(ADVANCE)) {
            advance.setString(1, service);
            advance.setString(2, position.topicId());
            advance.setInt(3, position.partition());
            advance.setLong(4, position.offset() + 1);
            return advance.executeUpdate() == 1;
        }
    }

    /// Lets this transaction's commit wait for no disk: for one that wrote progress alone. Should a crash of the
    /// server undo it, everything after it is undone too, and the input asks for nothing again.
    void commitSoon() throws SQLException {
        try (PreparedStatement setting = tx.prepareStatement("set local synchronous_commit to off")) {
            setting.execute();
        }
    }

    StateRow lock(String aggregateId) throws SQLException {
        try (PreparedStatement lock = tx.prepareStatement(LOCK)) {
            lock.setString(1, service);
            lock.setString(2, aggregateId);
            try (ResultSet row = lock.executeQuery()) {
                return row.next()
                        ? new StateRow(aggregateId, row.getLong(1), DecisionShell.instant(row, 2), row.getString(3))
                        : new StateRow(aggregateId, 0, null, null);
            }
        }
    }

    /// How far the service is in every partition.
    List<ReadPartition> progress() throws SQLException {
        String sql = """
                select topic_id, partition, next_offset from headrace.progress
                where service = ? order by topic_id, partition""";
        try (PreparedStatement query = tx.prepareStatement(sql)) {
            query.setString(1, service);
            try (ResultSet rows = query.executeQuery()) {
                List<ReadPartition> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(new ReadPartition(rows.getString(1), rows.getInt(2), rows.getLong(3)));
                }
                return read;
            }
        }
    }

    void forgetDeadline(String aggregateId) throws SQLException {
        String sql = "update headrace.state set deadline = null where service = ? and aggregate_id = ?";
        try (PreparedStatement update = tx.prepareStatement(sql)) {
            update.setString(1, service);
            update.setString(2, aggregateId);
            update.executeUpdate();
        }
    }

    /// Writes a state and its events in one statement; the number of events that were not in the outbox before.
    ///
    /// @param at the span of the decision
    int write(boolean isNew, Due due, String state, List<OutboxRow> events, Traceparent at) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement(writing(isNew ? INSERT : UPDATE, events.size()))) {
            write.setLong(1, due.sequence());
            write.setObject(
                    2,
                    due.deadline() == null ? null : due.deadline().atOffset(ZoneOffset.UTC),
                    Types.TIMESTAMP_WITH_TIMEZONE);
            write.setString(3, state);
            write.setString(4, service);
            write.setString(5, due.aggregateId());
            int column = 6;
            for (OutboxRow event : events) {
                column = bind(write, column, event, at);
            }
            int written = write.executeUpdate();
            return events.isEmpty() ? 0 : written;
        } catch (PSQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw conflict(e, due);
            }
            throw e;
        }
    }

    private static String writing(String state, int events) {
        return events == 0
                ? state
                : "with kept as (" + state + ") " + OUTBOX + "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)".repeat(events - 1) + ONCE;
    }

    private static int bind(PreparedStatement write, int first, OutboxRow event, Traceparent at) throws SQLException {
        int column = first;
        write.setObject(column++, event.id());
        write.setString(column++, event.message().aggregateType());
        write.setString(column++, event.message().aggregateId());
        write.setString(column++, event.message().type());
        write.setBytes(column++, event.payload().array());
        write.setLong(column++, event.sequence());
        write.setString(column++, event.cause().id());
        write.setString(column++, event.cause().correlation());
        write.setString(column++, at.toString());
        write.setObject(column++, event.cause().time().atOffset(ZoneOffset.UTC));
        return column;
    }

    private RuntimeException conflict(PSQLException e, Due due) {
        String constraint = e.getServerErrorMessage() == null
                ? null
                : e.getServerErrorMessage().getConstraint();
        if ("state_pkey".equals(constraint)) {
            return new Unavailable("another copy of %s has just begun %s".formatted(service, due.aggregateId()), e);
        }
        return new ConflictingSequence(
                "%s/%s cannot write event %d: the outbox has another one there. Either something else writes this aggregate's events, or the row of headrace.state was set back: rebuild the state from the topics"
                        .formatted(service, due.aggregateId(), due.sequence()),
                e);
    }
}
