package io.headrace.kernel.decider;

import java.time.Instant;
import java.util.List;

/// The rules of one kind of thing, free of input and output.
///
/// Both functions must be pure: the same arguments give the same answer, on every replica and in
/// every replay. Time is an argument because a replay must see the time of the decision, not its
/// own.
///
/// @param <C> what may be asked
/// @param <S> what is known
/// @param <E> what happened
public interface Decider<C, S, E> {

    /// What is known before anything happened.
    S initial();

    Decision<E> decide(C command, S state, Instant now);

    S evolve(S state, E event);

    /// Folds a history into a state.
    default S replay(List<E> history) {
        S state = initial();
        for (E event : history) {
            state = evolve(state, event);
        }
        return state;
    }
}
