package io.headrace.worker.core;

/// What became of runs that workers make.
public sealed interface JobEvent {

    /// A run waits for a worker. Stays inside: training said it.
    record JobQueued(String run) implements JobEvent {}

    /// Nobody makes the run any more. Stays inside: training said it.
    record JobDropped(String run) implements JobEvent {}

    /// A worker is done with the run.
    record JobFinished(String run, Made made) implements JobEvent {}
}
