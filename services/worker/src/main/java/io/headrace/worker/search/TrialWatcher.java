package io.headrace.worker.search;

import io.headrace.worker.fitting.Watcher;

/// Watches the trials of a search.
public interface TrialWatcher {

    /// Of one trial.
    ///
    /// @param trial from 0
    /// @param trials how many there are
    Watcher trial(int trial, int trials);
}
