package io.headrace.deployment.core;

/// What a version waits for.
public enum PendingReason {
    /// Its revision asks for a person's approval.
    APPROVAL,

    /// Automatic deployment is held.
    RESUME
}
