package io.headrace.training.core;

import io.headrace.kernel.schedule.Schedule;
import io.headrace.training.core.Outlook.Way;
import io.headrace.training.core.TriggerRules.Due;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When changed rows are worth a run, as a pipeline's trigger says.
final class TriggerPolicy {

    /// Clocks of two computers differ by less. A change that is older by more came when a clock was set back.
    private static final Duration SKEW = Duration.ofMinutes(1);

    private TriggerPolicy() {}

    /// When a run is due if nothing else happens; empty: never.
    ///
    /// @param pending changed rows that no run has seen; one at least
    /// @param lastRun when it began
    static Optional<Due> due(Trigger trigger, Feed feed, long pending, Instant lastRun) {
        Instant notBefore = notBefore(trigger, feed, lastRun);
        Optional<Due> due = first(trigger, feed, pending)
                .map(first -> first.at().isBefore(notBefore) ? new Due(notBefore, first.why()) : first);
        Optional<Due> scheduled = scheduled(trigger.schedule(), changed(feed.since()), lastRun, notBefore);
        if (scheduled.isPresent()
                && (due.isEmpty() || scheduled.get().at().isBefore(due.get().at()))) {
            due = scheduled;
        }
        Instant firstChange = feed.since().first();
        if (trigger.maxWait() == null || firstChange == null) {
            return due;
        }
        Instant notAfter = firstChange.plus(trigger.maxWait());
        return due.isEmpty() || notAfter.isBefore(due.get().at()) ? Optional.of(new Due(notAfter, "max-wait")) : due;
    }

    /// The end of `min-interval`.
    private static Instant notBefore(Trigger trigger, Feed feed, Instant lastRun) {
        Instant lastChange = feed.since().last();
        // Changes came after the run: where their time says otherwise, the clock was set back.
        Instant begun = lastChange.isBefore(lastRun) ? lastChange : lastRun;
        return begun.plus(trigger.minInterval());
    }

    private static Instant changed(Feed.Since since) {
        return since.first() == null ? since.last() : since.first();
    }

    private static Optional<Due> first(Trigger trigger, Feed feed, long pending) {
        Instant lastChange = feed.since().last();
        if (isEnough(trigger.changes(), pending)) {
            return Optional.of(new Due(lastChange, "changes"));
        }
        if (isShare(trigger.share(), feed.rows(), pending)) {
            return Optional.of(new Due(lastChange, "share"));
        }
        return Optional.ofNullable(trigger.quiet()).map(quiet -> new Due(lastChange.plus(quiet), "quiet"));
    }

    /// A time of the schedule is one run's, and one that `min-interval` forbids is passed over.
    private static Optional<Due> scheduled(
            @Nullable Schedule schedule, Instant change, Instant lastRun, Instant notBefore) {
        if (schedule == null) {
            return Optional.empty();
        }
        boolean isSetBack = change.isBefore(lastRun.minus(SKEW));
        Instant behind = change.isAfter(lastRun) || isSetBack ? change.minusNanos(1) : lastRun;
        Instant allowed = notBefore.minusNanos(1);
        return schedule.next(behind.isBefore(allowed) ? allowed : behind).map(at -> new Due(at, "schedule"));
    }

    private static boolean isEnough(@Nullable Long changes, long pending) {
        return changes != null && pending >= changes;
    }

    /// A share is what a person wrote in decimals, and compared as that.
    private static boolean isShare(@Nullable Double share, Feed.Rows rows, long pending) {
        return share != null && pending >= needed(share, rows);
    }

    /// So many changes are the share; of no rows, one.
    private static long needed(double share, Feed.Rows rows) {
        BigDecimal needed = BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(rows.usable()));
        return Math.max(1, needed.setScale(0, RoundingMode.CEILING).longValueExact());
    }

    /// Each reason for a run that the trigger names, and how far it is. Times are of the changes that wait; where none
    /// does, of one that comes now.
    static List<Way> ways(Trigger trigger, Feed feed, long pending, Instant lastRun, Instant now) {
        List<Way> ways = new ArrayList<>();
        if (trigger.changes() != null) {
            ways.add(new Way.Count("changes", trigger.changes(), Math.max(0, trigger.changes() - pending)));
        }
        if (trigger.share() != null) {
            long needed = needed(trigger.share(), feed.rows());
            ways.add(new Way.Count("share", needed, Math.max(0, needed - pending)));
        }
        if (trigger.quiet() != null) {
            ways.add(new Way.Time(
                    "quiet", pending == 0 ? null : feed.since().last().plus(trigger.quiet())));
        }
        if (trigger.schedule() != null) {
            Instant change = pending == 0 ? now : changed(feed.since());
            ways.add(new Way.Time(
                    "schedule",
                    scheduled(trigger.schedule(), change, lastRun, notBefore(trigger, feed, lastRun))
                            .map(Due::at)
                            .orElse(null)));
        }
        return ways;
    }

    /// What is waited for, for people.
    static String heldBy(Trigger trigger, Feed feed, long pending) {
        if (isEnough(trigger.changes(), pending) || isShare(trigger.share(), feed.rows(), pending)) {
            return "waits for min-interval: %s after the last run began".formatted(words(trigger.minInterval()));
        }
        List<String> any = new ArrayList<>();
        if (trigger.changes() != null) {
            any.add("%d changes".formatted(trigger.changes()));
        }
        if (trigger.share() != null) {
            any.add("changes of %s of the rows".formatted(percent(trigger.share())));
        }
        if (trigger.quiet() != null) {
            any.add((any.isEmpty() ? "quiet: %s without a change" : "%s without one")
                    .formatted(words(trigger.quiet())));
        }
        if (trigger.schedule() != null) {
            any.add("the next time of %s".formatted(trigger.schedule()));
        }
        return "waits for " + (any.isEmpty() ? "max-wait" : String.join(" or ", any));
    }

    /// A share as people write it: 0.05 is 5%.
    static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    private static String words(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
