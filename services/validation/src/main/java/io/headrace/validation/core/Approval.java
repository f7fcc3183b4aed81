package io.headrace.validation.core;

/// Whether a person has to agree before an accepted version is deployed. Validation only hands it on.
public enum Approval {
    AUTOMATIC,
    REQUIRED
}
