package io.headrace.training.core;

/// Whether a person has to agree before an accepted version is deployed. Training only hands it on.
public enum Approval {
    AUTOMATIC,
    REQUIRED
}
