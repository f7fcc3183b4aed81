package io.headrace.kernel.decider;

import java.util.List;

/// The answer to a command: what happened, or why nothing did.
///
/// A refusal is a value, not an exception. An exception thrown inside a Kafka Streams task stops
/// the task, and a command that the rules refuse is not a reason to stop.
public sealed interface Decision<E> {

    /// The command took effect.
    ///
    /// @param events what happened, in order; empty when the command had already taken effect
    record Accepted<E>(List<E> events) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /// The rules refuse the command.
    ///
    /// @param reason one sentence for the person who asked
    record Rejected<E>(String reason) implements Decision<E> {}

    @SafeVarargs
    static <E> Decision<E> accept(E... events) {
        return new Accepted<>(List.of(events));
    }

    static <E> Decision<E> reject(String reason) {
        return new Rejected<>(reason);
    }
}
