package io.headrace.deployment.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What happened to a pipeline's deployment. The pipeline is the aggregate's id and stands in none of them.
public sealed interface DeploymentEvent {

    /// A version went into production. Subscribers get it as two messages: the fact and the live model.
    ///
    /// @param deployment 1, 2, 3… per pipeline
    /// @param by who asked; null: nobody
    record ModelDeployed(
            long version,
            long deployment,
            @Nullable Long previousVersion,
            DeploymentReason reason,
            @Nullable String by,
            Instant at)
            implements DeploymentEvent {}

    /// A version passed its gates and waits.
    record ChallengerPending(long version, PendingReason waitsFor) implements DeploymentEvent {}

    /// A waiting version will not be deployed.
    ///
    /// @param by who rejected it; null: a newer version did
    record ChallengerDismissed(
            long version, String sentence, @Nullable String by) implements DeploymentEvent {}

    /// Deployment learned which versions are withdrawn. It stays inside: headrace.forgetting has said it already.
    record WithdrawalNoted(long through) implements DeploymentEvent {}

    /// Automatic deployment is held until somebody resumes it.
    record DeploymentHeld(String by, String sentence) implements DeploymentEvent {}

    /// Automatic deployment goes on.
    record DeploymentResumed(String by) implements DeploymentEvent {}

    /// What became of a request.
    record RequestAnswered(String requestId, String kind, boolean accepted, String sentence, String askedBy)
            implements DeploymentEvent {}
}
