package io.headrace.kernel.shell;

import io.headrace.kernel.Patience;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.database.SqlWork;
import io.headrace.kernel.shell.Deciding.DecidedBefore;
import io.headrace.kernel.trace.Spans;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives inputs to a decider, each in one transaction: progress, state, events.
///
/// A crash between any two steps leaves all of them or none. A copy of this service that believes
/// itself the only one meets the locks of the other and then the progress it made. So every input
/// is decided once, whoever reads it how often.
///
/// While the database is away a call waits. Safe for use by many threads.
public final class DecisionShell<C, S, E> {

    private static final Logger LOGGER = LoggerFactory.getLogger(DecisionShell.class);

    private final DataSource database;
    private final DeciderBinding<C, S, E> binding;
    private final StateCodec<S> states;
    private final AvroCodec avro;
    private final Patience patience;
    private final Spans spans;

    public DecisionShell(
            DataSource database, DeciderBinding<C, S, E> binding, AvroCodec avro, Patience patience, Spans spans) {
        this.database = database;
        this.binding = binding;
        this.states = StateCodec.of(binding);
        this.avro = avro;
        this.patience = patience;
        this.spans = spans;
    }

    /// Decides what one record asks for, unless that was done before.
    ///
    /// @return the deadlines of the states that changed
    public List<Due> decide(Position position, List<Input<C>> inputs) {
        Instant begun = Instant.now();
        return patience.insist(() -> {
            try (Connection tx = database.getConnection()) {
                return decide(tx, position, inputs, begun);
            }
        });
    }

    /// Decides late what one record asks for, in a transaction that has begun and whose end is the caller's. What was
    /// decided before is left as it is. The progress stays where it is: later records have moved it.
    public void decideWithin(Connection tx, List<Input<C>> inputs) throws SQLException {
        Instant begun = Instant.now();
        Savepoint before = tx.setSavepoint();
        Deciding<C, S, E> deciding = new Deciding<>(binding, states, avro, new StateRows(tx, binding.service()), tx);
        try {
            for (Input<C> input : inputs) {
                Optional<Due> _ = deciding.decide(input);
            }
            tell(deciding, begun);
        } catch (DecidedBefore e) {
            tx.rollback(before);
            LOGGER.info("{} has decided {} before and leaves it", binding.service(), e.getMessage());
        }
    }

    /// Gives a state its timer, unless it has moved on.
    ///
    /// @return the state's deadline now
    public Due fire(Due due) {
        Instant begun = Instant.now();
        return patience.insist(() -> {
            try (Connection tx = database.getConnection()) {
                return fire(tx, due, begun);
            }
        });
    }

    /// Every deadline that the service has set.
    public List<Due> deadlines() {
        return patience.insist(this::readDeadlines);
    }

    private List<Due> decide(Connection tx, Position position, List<Input<C>> inputs, Instant begun)
            throws SQLException {
        StateRows rows = new StateRows(tx, binding.service());
        if (!rows.advance(position)) {
            tx.rollback();
            return List.of();
        }
        Deciding<C, S, E> deciding = new Deciding<>(binding, states, avro, rows, tx);
        List<Due> dues = new ArrayList<>();
        try {
            for (Input<C> input : inputs) {
                deciding.decide(input).ifPresent(dues::add);
            }
        } catch (DecidedBefore e) {
            tx.rollback();
            LOGGER.info("{} has decided {} before and goes past it", binding.service(), e.getMessage());
            boolean _ = rows.advance(position);
            dues.clear();
        }
        if (dues.isEmpty()
                && inputs.stream().allMatch(input -> input.alongside().equals(SqlWork.NONE))) {
            rows.commitSoon();
        }
        tx.commit();
        if (!dues.isEmpty()) {
            tell(deciding, begun);
        }
        return dues;
    }

    private Due fire(Connection tx, Due due, Instant begun) throws SQLException, DecidedBefore {
        StateRows rows = new StateRows(tx, binding.service());
        StateRow before = rows.lock(due.aggregateId());
        Due stored = new Due(due.aggregateId(), before.sequence(), before.deadline());
        Instant deadline = due.deadline();
        if (deadline == null || !due.equals(stored)) {
            tx.rollback();
            return stored;
        }
        C timer = binding.timer(due.aggregateId(), deadline);
        Input<C> input = new Input<>(due.aggregateId(), Cause.timer(binding.service(), due, deadline), timer);
        Deciding<C, S, E> deciding = new Deciding<>(binding, states, avro, rows, tx);
        Due next = deciding.decide(input, before).orElse(due);
        if (deadline.equals(next.deadline())) {
            LOGGER.error(
                    "{} leaves {} at the deadline {} that has come; it is not asked again until something else happens",
                    binding.service(),
                    due.aggregateId(),
                    deadline);
            rows.forgetDeadline(due.aggregateId());
            next = new Due(next.aggregateId(), next.sequence(), null);
        }
        tx.commit();
        tell(deciding, begun);
        return next;
    }

    private void tell(Deciding<C, S, E> deciding, Instant begun) {
        if (spans.areWanted()) {
            Instant now = Instant.now();
            deciding.decided().forEach(one -> spans.ended(one.span(binding.service(), begun, now)));
        }
    }

    private List<Due> readDeadlines() throws SQLException {
        String sql =
                "select aggregate_id, sequence, deadline from headrace.state where service = ? and deadline is not null";
        try (Connection tx = database.getConnection();
                PreparedStatement query = tx.prepareStatement(sql)) {
            query.setString(1, binding.service());
            List<Due> dues = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    dues.add(new Due(rows.getString(1), rows.getLong(2), instant(rows, 3)));
                }
            }
            tx.rollback();
            return dues;
        }
    }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /// What the database can keep of a time.
    static Instant storable(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
