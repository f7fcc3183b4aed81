package io.headrace.incidents.core;

import java.util.Optional;

/// One subject and kind, as far as it is known.
public sealed interface Incident {

    /// The last request that was answered, so that the same one gets no second answer.
    Optional<String> lastRequest();

    /// An incident of letters that were put aside, and how many of them nobody has settled. Below zero where the news
    /// of a settlement came before that of its letter: the two stand in different topics.
    record Letters(long open, Incident incident) implements Incident {

        @Override
        public Optional<String> lastRequest() {
            return incident.lastRequest();
        }
    }

    /// Nothing is wrong.
    record Calm(Optional<String> lastRequest) implements Incident {}

    /// Something is wrong.
    ///
    /// @param occurrences how often it happened since it was opened
    /// @param lastCause what it happened by last, so that the same cause does not count twice
    record Open(long occurrences, String lastCause, Optional<String> acknowledgedBy, Optional<String> lastRequest)
            implements Incident {}
}
