package io.headrace.training.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What training is told.
public sealed interface TrainingCommand {

    /// A revision was accepted.
    record FollowPlan(Plan plan) implements TrainingCommand {}

    /// The pipeline was deleted.
    record Stop() implements TrainingCommand {}

    /// A dataset version is there.
    ///
    /// @param departed null: no row left the table since the version before
    record NoteDataset(
            int revision,
            Cut cut,
            long changes,
            Feed.Rows rows,
            @Nullable String problem,
            @Nullable Departed departed) implements TrainingCommand {}

    /// Rows that left the table.
    ///
    /// @param lastCut the number of the last cut that rows left at
    /// @param since when the first of them left
    record Departed(long rows, long lastCut, Instant since) {}

    /// A version went into production.
    ///
    /// @param cut that it was trained at
    record NoteChampion(long version, int revision, long deployment, Cut cut) implements TrainingCommand {}

    /// A version passed its gates and waits for a person: it is settled.
    record Settle(long version) implements TrainingCommand {}

    /// A version did not pass its gates: it is settled, and nothing deploys it any more.
    record Reject(long version) implements TrainingCommand {}

    /// A version that passed its gates, and may have waited, was dismissed: nothing deploys it any more.
    record Dismiss(long version) implements TrainingCommand {}

    /// A version was measured against a champion that is none any more: nothing deploys it.
    record RunAgain(long version) implements TrainingCommand {}

    /// Somebody asks for a run.
    record Retrain(String requestId, String pipeline, String askedBy) implements TrainingCommand {}

    /// The run that began in this decision ended.
    record FinishRun(Outcome outcome) implements TrainingCommand {}

    /// A worker is done with a run.
    ///
    /// @param run see [Run#id]
    record FinishJob(String run, Outcome outcome) implements TrainingCommand {}

    /// Somebody wants the run that workers make to end.
    record Cancel(String requestId, String pipeline, String askedBy) implements TrainingCommand {}

    /// Artifacts that need not be kept were looked for.
    ///
    /// @param at when the search began
    record FinishPruning(Prunable found, Instant at) implements TrainingCommand {}

    /// A deadline has come.
    record WakeUp(Instant deadline) implements TrainingCommand {}
}
