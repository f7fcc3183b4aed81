package io.headrace.kernel.decider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

/// Given a history, when a command comes, then these events or this refusal.
public final class DeciderSpec<C, S, E> {

    private final Decider<C, S, E> decider;
    private final Instant now;
    private final S state;

    private DeciderSpec(Decider<C, S, E> decider, Instant now, S state) {
        this.decider = decider;
        this.now = now;
        this.state = state;
    }

    public static <C, S, E> DeciderSpec<C, S, E> of(Decider<C, S, E> decider, Instant now) {
        return new DeciderSpec<>(decider, now, decider.initial());
    }

    @SafeVarargs
    public final DeciderSpec<C, S, E> given(E... history) {
        return new DeciderSpec<>(decider, now, decider.replay(List.of(history)));
    }

    public Outcome<E> when(C command) {
        return new Outcome<>(decider.decide(command, state, now));
    }

    public record Outcome<E>(Decision<E> decision) {

        @SafeVarargs
        public final void then(E... events) {
            assertThat(decision).isEqualTo(Decision.accept(events));
        }

        public void thenNothing() {
            assertThat(decision).isEqualTo(Decision.accept());
        }

        public void thenRejected(String reason) {
            assertThat(decision).isEqualTo(Decision.reject(reason));
        }
    }
}
