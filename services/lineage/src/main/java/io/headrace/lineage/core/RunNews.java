package io.headrace.lineage.core;

import java.time.Instant;

/// What became of a run.
public sealed interface RunNews {

    Head head();

    /// What all of them say.
    ///
    /// @param event id of the event that told it
    /// @param at when that was decided
    /// @param run unique in the pipeline
    /// @param revision of the pipeline
    record Head(String event, Instant at, String pipeline, String run, int revision, Cut cut) {}

    /// A point in a source's commit order.
    ///
    /// @param name unique for ever
    /// @param number within its source
    /// @param commitLsn of the last commit in it
    /// @param committedAt when that was
    record Cut(String name, String source, long number, long commitLsn, Instant committedAt) {}

    /// Why it began.
    ///
    /// @param trigger as in ModelTrained
    /// @param changes relevant rows changed since the run before
    record Why(String trigger, long changes) {}

    /// What it was made of.
    ///
    /// @param digest of all rows, in hex
    record Rows(String digest, long train, long test) {}

    /// What it made.
    ///
    /// @param sha256 of the artifact, in hex
    /// @param size of the artifact in bytes
    record Model(long version, String sha256, long size) {}

    /// It began, and a worker makes it.
    record Queued(Head head, Why why, Rows rows) implements RunNews {}

    /// It made a model.
    ///
    /// @param trainer kind and version
    record Trained(Head head, Why why, Rows rows, String trainer, Model model) implements RunNews {}

    /// It made none.
    ///
    /// @param reason a sentence
    record Failed(Head head, Why why, String reason) implements RunNews {}

    /// It was not wanted any more.
    ///
    /// @param reason a sentence
    record Cancelled(Head head, String reason) implements RunNews {}
}
