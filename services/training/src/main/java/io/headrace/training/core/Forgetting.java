package io.headrace.training.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a pipeline owes to rows that left its table.
///
/// Rows join the open obligation until a version was trained without those that opened it. Rows that leave afterwards
/// wait behind it: else it would move on with every row, and never be met. A version that is trained without them too
/// makes both one.
///
/// @param number of the last obligation
/// @param open null: nothing is owed
/// @param behind null: no row left since the version that covers the open obligation was trained
/// @param withdrawn null: no version is
public record Forgetting(
        long number,
        @Nullable Obligation open,
        @Nullable Departures behind,
        @Nullable Withdrawn withdrawn) {

    static final Forgetting NOTHING = new Forgetting(0, null, null, null);

    /// Versions that were trained with rows which had to be forgotten.
    ///
    /// @param through this one and all before it
    public record Withdrawn(long through, Departures departures) {}

    Forgetting opened(long next, Departures departures, Duration within) {
        Departures left = departures.equals(behind) ? null : behind;
        return new Forgetting(next, new Obligation(departures, within, null, Obligation.Alarm.NONE), left, withdrawn);
    }

    Forgetting joined(Departures more) {
        if (open == null || open.coveredBy() != null) {
            return new Forgetting(number, open, behind == null ? more : behind.joined(more), withdrawn);
        }
        return new Forgetting(number, open.joined(more), behind, withdrawn);
    }

    Forgetting trained(long version, Cut cut) {
        if (open == null) {
            return this;
        }
        if (behind != null && behind.areGoneAt(cut)) {
            return new Forgetting(number, open.joined(behind).covered(version), null, withdrawn);
        }
        boolean isFirst = open.coveredBy() == null && open.departures().areGoneAt(cut);
        return isFirst ? new Forgetting(number, open.covered(version), behind, withdrawn) : this;
    }

    Forgetting told(Obligation.Alarm alarm) {
        return open == null ? this : new Forgetting(number, open.told(alarm), behind, withdrawn);
    }

    Forgetting met() {
        return new Forgetting(number, null, behind, withdrawn);
    }

    Forgetting released() {
        return new Forgetting(number, null, null, withdrawn);
    }

    Forgetting withdrawn(long through, Departures departures) {
        return new Forgetting(number, open, behind, new Withdrawn(through, departures));
    }
}
