package io.headrace.deployment.core;

/// Whether a person has to agree before an accepted version is deployed.
public enum Approval {
    AUTOMATIC,
    REQUIRED
}
