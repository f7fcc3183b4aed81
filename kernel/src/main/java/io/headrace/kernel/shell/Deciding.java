package io.headrace.kernel.shell;

import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.checkpoint.Checkpoints;
import io.headrace.kernel.decider.Decision.Accepted;
import io.headrace.kernel.decider.Decision.Rejected;
import io.headrace.kernel.message.StateCheckpoint;
import io.headrace.kernel.trace.Span;
import io.headrace.kernel.trace.Traceparent;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// One transaction's decisions: from a stored state to the next one and its events.
///
/// Events of one cause are numbered through, over all the aggregates that it moves.
final class Deciding<C, S, E> {

    private final DeciderBinding<C, S, E> binding;
    private final StateCodec<S> states;
    private final AvroCodec avro;
    private final StateRows rows;
    private final Connection tx;
    private final List<Decided> decided = new ArrayList<>();
    private int index;

    Deciding(DeciderBinding<C, S, E> binding, StateCodec<S> states, AvroCodec avro, StateRows rows, Connection tx) {
        this.binding = binding;
        this.states = states;
        this.avro = avro;
        this.rows = rows;
        this.tx = tx;
    }

    /// Decides and writes.
    ///
    /// @return the new state's deadline; empty if nothing happened
    /// @throws DecidedBefore if the outbox has these events already
    Optional<Due> decide(Input<C> input) throws SQLException, DecidedBefore {
        input.alongside().run(tx);
        return decide(input, rows.lock(input.aggregateId()));
    }

    Optional<Due> decide(Input<C> input, StateRow before) throws SQLException, DecidedBefore {
        Course course = new Course(input, before);
        course.run();
        if (course.sequence == before.sequence()) {
            return Optional.empty();
        }
        @Nullable
        Instant deadline =
                binding.deadline(course.state).map(DecisionShell::storable).orElse(null);
        Due due = new Due(input.aggregateId(), course.sequence, deadline);
        String json = states.encode(course.state);
        course.messages.add(checkpoint(input.cause(), due, json));
        Span.Place place = input.cause().place(binding.service(), input.aggregateId(), course.stem);
        int written = rows.write(before.isNew(), due, json, course.messages, place.at());
        if (written != course.messages.size()) {
            throw new DecidedBefore(input.cause());
        }
        decided.add(new Decided(input.aggregateId(), input.cause(), List.copyOf(course.happened), place));
        return Optional.of(due);
    }

    /// What was decided and written so far.
    List<Decided> decided() {
        return decided;
    }

    /// What one input leads to.
    private final class Course {

        private final Input<C> input;
        private final List<OutboxRow> messages = new ArrayList<>();
        private final List<String> happened = new ArrayList<>();
        private S state;
        private long sequence;
        private @Nullable Traceparent stem;

        Course(Input<C> input, StateRow before) {
            this.input = input;
            this.state = before.state() == null ? binding.decider().initial() : states.decode(before.state());
            this.sequence = before.sequence();
        }

        void run() throws SQLException {
            Deque<C> commands = new ArrayDeque<>(List.of(input.command()));
            while (!commands.isEmpty()) {
                C command = commands.remove();
                for (E event : events(command, state, input.cause().time())) {
                    happen(command, event);
                    binding.after(input.aggregateId(), event, tx).ifPresent(commands::add);
                }
            }
        }

        private void happen(C command, E event) throws SQLException {
            state = binding.decider().evolve(state, event);
            List<OutboxRow> told = rows(input, event, sequence);
            messages.addAll(told);
            // An event that nobody is told of takes a number too: the sequence tells states apart.
            sequence += Math.max(1, told.size());
            happened.add(event.getClass().getSimpleName());
            if (stem == null) {
                stem = binding.stem(input.aggregateId(), command, event).orElse(null);
            }
        }
    }

    private List<E> events(C command, S state, Instant now) {
        return switch (binding.decider().decide(command, state, now)) {
            case Accepted<E>(var happened) -> happened;
            case Rejected<E>(var reason) -> binding.refused(command, reason);
        };
    }

    private List<OutboxRow> rows(Input<C> input, E event, long sequence) throws SQLException {
        List<OutboxRow> told = new ArrayList<>();
        for (OutboxMessage message : binding.outbox(input.aggregateId(), event, tx)) {
            told.add(new OutboxRow(
                    input.cause().eventId(binding.service(), index++),
                    message,
                    encoded(message),
                    sequence + told.size() + 1,
                    input.cause()));
        }
        return told;
    }

    /// The outbox keeps a tombstone as no bytes.
    private ByteBuffer encoded(OutboxMessage message) {
        SpecificRecord payload = message.payload();
        return payload == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(avro.encode(payload));
    }

    /// The state, and how far the service has read.
    ///
    /// Read after the state was locked: what was decided on it before has committed its progress then, also where
    /// nothing happened. So whoever begins again from the newest checkpoints gives no input twice to a state that
    /// it has changed, and none to a later state that left an earlier one as it was.
    private OutboxRow checkpoint(Cause cause, Due due, String json) throws SQLException {
        StateCheckpoint checkpoint = new StateCheckpoint(
                binding.service(), due.aggregateId(), due.sequence(), due.deadline(), json, rows.progress());
        OutboxMessage message = new OutboxMessage(
                Checkpoints.AGGREGATE_TYPE, Checkpoints.key(binding.service(), due.aggregateId()), checkpoint);
        ByteBuffer payload = ByteBuffer.wrap(avro.encode(checkpoint));
        return new OutboxRow(cause.checkpointId(message.aggregateId()), message, payload, due.sequence(), cause);
    }

    /// The cause came round again at another place of the topics.
    static final class DecidedBefore extends Exception {
        private static final long serialVersionUID = 1L;

        DecidedBefore(Cause cause) {
            super(cause.id());
        }
    }
}
