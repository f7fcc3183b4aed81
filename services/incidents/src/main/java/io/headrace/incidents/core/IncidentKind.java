package io.headrace.incidents.core;

import java.util.Locale;

/// What is an incident of a pipeline or a service; a source has kinds of its own. `docs/reference/errors.md` says what
/// to do about each.
public enum IncidentKind {
    CHALLENGER_REJECTED,
    TRAINING_FAILED,
    PIPELINE_REFUSED,
    EXPECTATION_BROKEN,
    FORGETTING_AT_RISK,
    DEAD_LETTERS;

    /// The second half of the incident's name.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
