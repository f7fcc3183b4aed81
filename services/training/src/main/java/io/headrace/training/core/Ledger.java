package io.headrace.training.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What training remembers of a pipeline whatever its revision.
///
/// @param versions the highest number given
/// @param last the last run that ended; null: none, or the pipeline was deleted since
/// @param demand why the next run does not wait for the trigger; null: it does
/// @param champion in production; null: nothing is
public record Ledger(
        long versions,
        Stage stage,
        @Nullable Ended last,
        @Nullable String demand,
        @Nullable Champion champion,
        Notes notes,
        Forgetting forgetting,
        Pruning pruning) {

    static final Ledger EMPTY = new Ledger(
            0,
            new Stage.Idle(),
            null,
            null,
            null,
            new Notes(null, List.of(), List.of()),
            Forgetting.NOTHING,
            Pruning.NEVER);

    /// One run at a time: what the last one waits for.
    public sealed interface Stage {

        /// For nothing: another may begin.
        record Idle() implements Stage {}

        /// For its own end: in the same decision, or by a worker.
        record Running(Run run) implements Stage {}

        /// For validation and deployment to settle its version.
        record Unsettled(long version, long championDeployment) implements Stage {}

        /// For news of the champion that made it outdated.
        record Outdated() implements Stage {}
    }

    /// A run that ended.
    ///
    /// @param version null: it failed
    public record Ended(Run run, String trainer, @Nullable Long version) {}

    /// What was said, so that it is not said again.
    ///
    /// @param held the last recorded reason why no run began
    /// @param answered the last requests
    /// @param broken the expectations that are, in words
    public record Notes(@Nullable String held, List<String> answered, List<String> broken) {

        private static final int ANSWERED_MAX = 64;

        public Notes {
            answered = List.copyOf(answered);
            broken = List.copyOf(broken);
        }

        Notes holding(String reason) {
            return new Notes(reason, answered, broken);
        }

        Notes breaking(List<String> expectations) {
            return new Notes(held, answered, expectations);
        }

        Notes answer(String requestId) {
            List<String> all = new ArrayList<>(answered);
            all.add(requestId);
            return new Notes(held, all.subList(Math.max(0, all.size() - ANSWERED_MAX), all.size()), broken);
        }
    }

    Ledger in(Stage next) {
        return new Ledger(versions, next, last, demand, champion, notes, forgetting, pruning);
    }

    Ledger demanding(@Nullable String why) {
        return new Ledger(versions, stage, last, why, champion, notes, forgetting, pruning);
    }

    Ledger with(Champion now) {
        return new Ledger(versions, stage, last, demand, now, notes, forgetting, pruning);
    }

    Ledger with(Notes now) {
        return new Ledger(versions, stage, last, demand, champion, now, forgetting, pruning);
    }

    Ledger with(Forgetting now) {
        return new Ledger(versions, stage, last, demand, champion, notes, now, pruning);
    }

    Ledger with(Pruning now) {
        return new Ledger(versions, stage, last, demand, champion, notes, forgetting, now);
    }

    Ledger ended(@Nullable Ended run) {
        long highest = run == null || run.version() == null ? versions : Math.max(versions, run.version());
        return new Ledger(highest, stage, run, demand, champion, notes, forgetting, pruning);
    }
}
