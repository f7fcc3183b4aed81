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
    record NoteDataset(
            int revision,
            Cut cut,
            long changes,
            Feed.Rows rows,
            @Nullable String problem) implements TrainingCommand {}

    /// A version went into production.
    record NoteChampion(long version, int revision, long deployment) implements TrainingCommand {}

    /// A version was rejected, dismissed, or waits for a person: it is settled.
    record Settle(long version) implements TrainingCommand {}

    /// A version was measured against a champion that is none any more.
    record RunAgain(long version) implements TrainingCommand {}

    /// Somebody asks for a run.
    record Retrain(String requestId, String pipeline, String askedBy) implements TrainingCommand {}

    /// A run ended.
    record FinishRun(Outcome outcome) implements TrainingCommand {}

    /// A deadline has come.
    record WakeUp(Instant deadline) implements TrainingCommand {}
}
