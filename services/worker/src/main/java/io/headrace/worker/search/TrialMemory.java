package io.headrace.worker.search;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;

/// Remembers trials, so that a search that goes on elsewhere, or is made once more of the same rows, repeats none.
public interface TrialMemory {

    /// The figures of a trial, by their words; empty: it is not known.
    ///
    /// @param trial see [TrialKey]
    Optional<SortedMap<String, Double>> recall(String trial);

    void remember(String trial, SortedMap<String, Double> figures);

    /// Forgets all others.
    void keepOnly(Collection<String> trials);
}
