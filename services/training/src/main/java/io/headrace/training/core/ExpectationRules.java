package io.headrace.training.core;

import io.headrace.training.core.Expectation.Between;
import io.headrace.training.core.Expectation.NullsAtMost;
import io.headrace.training.core.Expectation.RowsChangeAtMost;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether the newest rows are as their pipeline expects: a pure function of the state.
final class ExpectationRules {

    private ExpectationRules() {}

    /// What changed about it since it was told last; empty: nothing.
    static Optional<TrainingEvent> news(Training state) {
        return switch (state) {
            case Training.Dormant _ -> Optional.empty();
            case Training.Active active -> {
                Feed feed = active.feed();
                // Of a table that cannot be read as declared nobody knows whether its rows are as expected.
                yield feed == null || feed.problem() != null ? Optional.empty() : news(active, feed);
            }
        };
    }

    private static Optional<TrainingEvent> news(Training.Active state, Feed feed) {
        List<Breach> breaches = breaches(state, feed);
        if (words(breaches).equals(state.ledger().notes().broken())) {
            return Optional.empty();
        }
        return Optional.of(
                breaches.isEmpty()
                        ? new TrainingEvent.ExpectationsMet(feed.revision(), feed.cut())
                        : new TrainingEvent.ExpectationsBroken(feed.revision(), feed.cut(), breaches));
    }

    static List<String> words(List<Breach> breaches) {
        return breaches.stream().map(Breach::expectation).toList();
    }

    /// The expectations that rows do not meet, in declared order.
    static List<Breach> breaches(Training.Active state, Feed feed) {
        List<Expectation> expectations = state.plan().expect();
        List<Breach> breaches = new ArrayList<>();
        for (int i = 0; i < expectations.size(); i++) {
            Misfits misfits = feed.rows().misfits(i);
            Stream<Breach> found = switch (expectations.get(i)) {
                case Between between -> breach(between, misfits, feed.rows());
                case NullsAtMost nulls -> breach(nulls, misfits, feed.rows());
                case RowsChangeAtMost change -> breach(change, state, feed);
            };
            found.forEach(breaches::add);
        }
        return breaches;
    }

    private static Stream<Breach> breach(Between between, Misfits misfits, Feed.Rows rows) {
        return misfits.rows() == 0
                ? Stream.empty()
                : Stream.of(new Breach(
                        between.words(),
                        "%s: %s not%s".formatted(between.words(), are(misfits.rows(), rows), places(misfits)),
                        misfits.rows(),
                        misfits.places()));
    }

    private static Stream<Breach> breach(NullsAtMost nulls, Misfits misfits, Feed.Rows rows) {
        return isWithin(misfits.rows(), nulls.share(), rows.all())
                ? Stream.empty()
                : Stream.of(new Breach(
                        nulls.words(),
                        "%s: it is null in %d of %d%s"
                                .formatted(nulls.words(), misfits.rows(), rows.all(), places(misfits)),
                        misfits.rows(),
                        misfits.places()));
    }

    /// From the last run of this revision. Whoever asks for a run takes the number of rows as it is.
    private static Stream<Breach> breach(RowsChangeAtMost change, Training.Active state, Feed feed) {
        Ledger.Ended last = state.ledger().last();
        boolean isAskedFor = TrainingDecider.BY_REQUEST.equals(state.ledger().demand());
        if (last == null || isAskedFor || last.run().feed().revision() != feed.revision()) {
            return Stream.empty();
        }
        long before = last.run().feed().rows().usable();
        long now = feed.rows().usable();
        return isWithin(Math.abs(now - before), change.share(), before)
                ? Stream.empty()
                : Stream.of(new Breach(
                        change.words(),
                        "%s: there are %d, the last run had %d; `headrace retrain` takes them as they are"
                                .formatted(change.words(), now, before),
                        0,
                        List.of()));
    }

    /// A share is what a person wrote in decimals, and compared as that.
    private static boolean isWithin(long part, double share, long whole) {
        return BigDecimal.valueOf(part).compareTo(BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(whole))) <= 0;
    }

    private static String are(long misfits, Feed.Rows rows) {
        return "%d of %d rows %s".formatted(misfits, rows.all(), misfits == 1 ? "is" : "are");
    }

    private static String places(Misfits misfits) {
        return misfits.places().isEmpty()
                ? ", stored before the revision began"
                : misfits.places().stream()
                        .map(Misfits.Place::toString)
                        .collect(Collectors.joining(
                                ", ",
                                ", last written in cut %d at "
                                        .formatted(misfits.places().getFirst().cut()),
                                ""));
    }

    /// Why no run begins, with the figures.
    static String sentence(List<Breach> breaches) {
        return breaches.stream().map(Breach::sentence).collect(Collectors.joining("; "));
    }

    /// Why no run begins, without numbers that move with every change.
    static String held(List<Breach> breaches) {
        return "waits for rows that are as expected: " + String.join(", ", words(breaches));
    }
}
