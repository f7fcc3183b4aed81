package io.headrace.training.core;

import io.headrace.training.core.Training.Active;
import io.headrace.training.core.Training.Dormant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the next run of a pipeline waits for.
///
/// @param obstacle why none may begin, however much has changed; null: one may
/// @param pending changed rows that no run has seen
/// @param rows training and test rows there are
/// @param ways each of them would make one due
/// @param begin when one begins if nothing else changes, and there is no obstacle; null: never
public record Outlook(
        @Nullable String obstacle,
        long pending,
        long rows,
        List<Way> ways,
        @Nullable Begin begin) {

    public Outlook {
        ways = List.copyOf(ways);
    }

    /// What would make a run due.
    public sealed interface Way {

        /// `changes` or `share`.
        String rule();

        /// So many pending changes.
        record Count(String rule, long needed, long missing) implements Way {}

        /// A time; null: it needs a change first.
        record Time(String rule, @Nullable Instant at) implements Way {}
    }

    /// The beginning of a run.
    ///
    /// @param at null: at once
    /// @param why as in [Run]
    public record Begin(@Nullable Instant at, String why) {}

    /// The outlook from a state.
    ///
    /// @param now where nothing changed since the last run, times are told from here
    public static Outlook of(Training state, Instant now) {
        return switch (state) {
            case Dormant dormant -> without("no revision is in force");
            case Active active -> {
                Feed feed = active.feed();
                yield feed == null
                        ? without("no rows of revision %d were read yet"
                                .formatted(active.plan().revision()))
                        : of(active, feed, now);
            }
        };
    }

    private static Outlook without(String obstacle) {
        return new Outlook(obstacle, 0, 0, List.of(), null);
    }

    private static Outlook of(Active state, Feed feed, Instant now) {
        String reason = TriggerRules.obstacle(state, feed);
        List<Breach> breaches = ExpectationRules.breaches(state, feed);
        String obstacle = breaches.isEmpty() || !ExpectationRules.held(breaches).equals(reason)
                ? reason
                : ExpectationRules.sentence(breaches);
        Optional<TriggerRules.Due> due = due(state, feed, obstacle);
        return new Outlook(
                obstacle,
                state.pending(feed),
                feed.rows().usable(),
                ways(state, feed, now),
                due.map(when -> new Begin(when.at().equals(Instant.EPOCH) ? null : when.at(), when.why()))
                        .orElse(null));
    }

    private static Optional<TriggerRules.Due> due(Active state, Feed feed, @Nullable String obstacle) {
        if (ActiveRules.skips(state)) {
            return Optional.empty();
        }
        return obstacle == null ? TriggerRules.due(state) : TriggerRules.wanted(state, feed);
    }

    /// None before the first run of a revision, which waits for nothing of the kind.
    private static List<Way> ways(Active state, Feed feed, Instant now) {
        Run newest = state.newest();
        return newest == null || newest.feed().revision() != feed.revision()
                ? List.of()
                : TriggerPolicy.ways(state.plan().trigger(), feed, state.pending(feed), newest.at(), now);
    }
}
