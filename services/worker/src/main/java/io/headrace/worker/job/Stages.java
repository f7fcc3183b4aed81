package io.headrace.worker.job;

import io.headrace.worker.external.Progress;

/// Is told how far a job is, and says whether it is still wanted. Called often; safe for use by many threads.
interface Stages {

    void at(Progress progress);

    /// A stage of which nobody knows how long it takes.
    default void at(String stage) {
        at(new Progress(null, stage));
    }

    /// Whether nobody wants the job any more.
    boolean isStopped();
}
