package io.headrace.kernel.shell;

import io.headrace.kernel.decider.Decider;
import io.headrace.kernel.trace.Traceparent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/// What the shell must know of a service: its decider, and how that meets the database.
public interface DeciderBinding<C, S, E> {

    /// The service's name: its progress and its states are kept under it.
    String service();

    Decider<C, S, E> decider();

    /// The root of the states: a record, or a sealed interface of records.
    Class<S> stateType();

    /// How states of earlier releases differ from those of this one, the oldest first.
    default List<EarlierShape> earlierShapes() {
        return List.of();
    }

    /// Schemas of every message that [#outbox] makes, to be registered at the start.
    List<Schema> schemas();

    /// The event as the world will read it: no message for an event that only the service's own state remembers,
    /// several where the readers of two topics need it.
    ///
    /// @param tx the transaction that decided the event, for what a message needs and a state does not keep
    List<OutboxMessage> outbox(String aggregateId, E event, Connection tx) throws SQLException;

    /// Events that tell of a refusal, if anybody waits for an answer.
    default List<E> refused(C command, String reason) {
        return List.of();
    }

    /// When the state wants to be asked again: a pure function of it, which [#timer] must move.
    default Optional<Instant> deadline(S state) {
        return Optional.empty();
    }

    /// What is asked when a deadline has come.
    default C timer(String aggregateId, Instant deadline) {
        throw new IllegalStateException("%s/%s has the deadline %s, but its service has no command for timers"
                .formatted(service(), aggregateId, deadline));
    }

    /// The span that an event stems from, where that is not what the decision was asked for by: what waited for its
    /// turn belongs to the trace that it came with. The first event of a decision that says so speaks for all.
    default Optional<Traceparent> stem(String aggregateId, C command, E event) {
        return Optional.empty();
    }

    /// Work that an event calls for, in the transaction that decided it; its outcome may be the next command.
    default Optional<C> after(String aggregateId, E event, Connection tx) throws SQLException {
        return Optional.empty();
    }
}
