package io.headrace.deployment.core;

/// Why a version went into production.
public enum DeploymentReason {
    AUTOMATIC,
    APPROVED,
    ROLLED_BACK,
    RESUMED
}
