package io.headrace.training.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What training decided or learned.
public sealed interface TrainingEvent {

    /// Learned; stays inside, other topics have said it already.
    sealed interface Inner extends TrainingEvent {}

    record PlanFollowed(Plan plan) implements Inner {}

    record Stopped() implements Inner {}

    record DatasetNoted(Feed feed) implements Inner {}

    record ChampionNoted(Champion champion) implements Inner {}

    record VersionSettled(long version) implements Inner {}

    record VersionOutdated(long version) implements Inner {}

    /// A version can never be deployed.
    ///
    /// @param pruneAt when its artifact goes; null: never
    record VersionLapsed(long version, Instant at, @Nullable Instant pruneAt) implements Inner {}

    /// The same was dismissed, which happens in the order of the versions.
    record VersionDismissed(long version) implements Inner {}

    /// Artifacts that need not be kept are looked for, in the same decision.
    record PruningBegun(Instant at) implements Inner {}

    /// There will be more to prune.
    record PruningPlanned(Instant at) implements Inner {}

    /// Rows left the table while an obligation was open.
    record RowsDeparted(Departures departures) implements Inner {}

    /// The next run does not wait for the trigger.
    record RunDemanded(String why) implements Inner {}

    /// A run began; it ends in the same decision.
    record RunStarted(Plan plan, Run run) implements Inner {}

    /// A run began that a worker makes.
    record RunQueued(Trainer.OnWorker trainer, Run run) implements TrainingEvent {}

    /// A run that a worker was to make is not wanted any more.
    record RunCancelled(Run run, String reason) implements TrainingEvent {}

    /// A worker made a model of a run that nobody waits for.
    ///
    /// @param artifact SHA-256 of its bytes, in hex
    record OutcomeUnwanted(String run, String artifact) implements Inner {}

    /// A run made a new model version.
    ///
    /// @param plan of its revision
    record ModelTrained(Plan plan, Run run, Outcome.Trained outcome) implements TrainingEvent {}

    /// A run made no model; the champion stays.
    ///
    /// @param run null: the dataset has a problem, so none began
    record RunFailed(
            int revision, Cut cut, String reason, @Nullable Run run) implements TrainingEvent {}

    /// The artifacts of versions are gone.
    ///
    /// @param versions that were never deployed
    /// @param artifacts their SHA-256s, each once
    /// @param bytes of these artifacts
    record ArtifactsPruned(List<Long> versions, List<String> artifacts, long bytes) implements TrainingEvent {
        public ArtifactsPruned {
            versions = List.copyOf(versions);
            artifacts = List.copyOf(artifacts);
        }
    }

    /// Data moved and no run began.
    ///
    /// @param pending changed rows that no run has seen
    /// @param rows training and test rows there are
    record TrainingHeld(String reason, long cutNumber, long pending, long rows) implements TrainingEvent {}

    /// A run was due while one was active, and is left out.
    ///
    /// @param feed whose changes make no other one due
    /// @param why as in [Run]
    record RunSkipped(Feed feed, String why) implements Inner {}

    /// Rows are not as expected: no run begins.
    record ExpectationsBroken(int revision, Cut cut, List<Breach> breaches) implements TrainingEvent {
        public ExpectationsBroken {
            breaches = List.copyOf(breaches);
        }
    }

    /// Rows are as expected again.
    record ExpectationsMet(int revision, Cut cut) implements TrainingEvent {}

    /// What is owed to rows that left the table. Told in a topic of its own.
    sealed interface OfForgetting extends TrainingEvent {}

    record ObligationOpened(long number, Departures departures, Duration within) implements OfForgetting {}

    /// A quarter of the time is left, or none: the obligation's alarm tells.
    ///
    /// @param champion the version in production; null: none is
    record ObligationAtRisk(
            long number, Obligation obligation, @Nullable Long champion) implements OfForgetting {}

    /// The version in production was trained without the rows.
    ///
    /// @param version in production
    record ObligationMet(long number, Departures departures, long version, Instant deadline) implements OfForgetting {}

    /// Nobody demands it any more.
    record ObligationReleased(long number, String sentence) implements OfForgetting {}

    /// Versions that were trained before rows left.
    ///
    /// @param through this one and all before it
    /// @param successor in production
    record VersionsWithdrawn(long through, Departures departures, long successor) implements OfForgetting {}

    /// What became of a request.
    ///
    /// @param kind retrain or cancel
    record RequestAnswered(String requestId, String kind, boolean accepted, String sentence, String askedBy)
            implements TrainingEvent {}
}
