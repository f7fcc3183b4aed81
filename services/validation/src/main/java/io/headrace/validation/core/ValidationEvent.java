package io.headrace.validation.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What validation decided or learned.
public sealed interface ValidationEvent {

    /// The challenger passed every gate.
    record ChallengerAccepted(
            Challenger challenger,
            List<GateResult> gates,
            @Nullable Long championVersion,
            Approval approval) implements ValidationEvent {
        public ChallengerAccepted {
            gates = List.copyOf(gates);
        }
    }

    /// The challenger failed a gate; the champion stays.
    ///
    /// @param sentence the failed gates, with figures and limits
    record ChallengerRejected(
            String pipeline,
            long version,
            List<GateResult> gates,
            @Nullable Long championVersion,
            String sentence) implements ValidationEvent {
        public ChallengerRejected {
            gates = List.copyOf(gates);
        }
    }

    /// The champion changed while the challenger was measured against its predecessor: train again.
    record ChallengerOutdated(
            String pipeline,
            long version,
            @Nullable Long measuredAgainst,
            @Nullable Long championVersion) implements ValidationEvent {}

    /// Validation learned which version is in production. It stays inside: headrace.deployment has said it already.
    record ChampionChanged(long version, long deployment) implements ValidationEvent {}
}
