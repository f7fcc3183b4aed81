package io.headrace.worker.core;

/// What workers are told.
public sealed interface JobCommand {

    /// Something is to be remembered that decides nothing.
    record Note() implements JobCommand {}

    /// A run is to be made.
    record Queue(String run) implements JobCommand {}

    /// A run is not wanted any more.
    record Cancel(String run) implements JobCommand {}

    /// A worker is done with a run.
    record Finish(String run, Made made) implements JobCommand {}
}
