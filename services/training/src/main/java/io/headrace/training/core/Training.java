package io.headrace.training.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What training knows of a pipeline.
///
/// Feeds may come before the revision that they belong to: topics have no order among each other.
public sealed interface Training {

    Ledger ledger();

    /// One per revision that is in force, still to come, or the champion's.
    List<Feed> feeds();

    /// No revision is in force: none was accepted yet, or the pipeline was deleted.
    record Dormant(Ledger ledger, List<Feed> feeds) implements Training {
        public Dormant {
            feeds = List.copyOf(feeds);
        }
    }

    /// A revision is in force.
    record Active(Plan plan, Ledger ledger, List<Feed> feeds) implements Training {
        public Active {
            feeds = List.copyOf(feeds);
        }

        /// The newest rows of the revision in force; null: none were read yet.
        @Nullable
        Feed feed() {
            return feed(plan.revision());
        }

        /// Changed rows that no run of this revision has seen.
        ///
        /// Where fewer are counted than the last run saw, the topics were lost and the count began anew: nobody
        /// knows what changed in between, so that something may have.
        long unseen(Feed feed) {
            Run newest = newest();
            return newest == null || newest.feed().revision() != feed.revision()
                    ? feed.changes()
                    : more(feed, newest.feed().changes());
        }

        /// Those of them that were not skipped.
        long pending(Feed feed) {
            long skipped = feed.since().skipped();
            return skipped == 0 ? unseen(feed) : Math.min(unseen(feed), more(feed, skipped));
        }

        private static long more(Feed feed, long counted) {
            long more = feed.changes() - counted;
            return more < 0 ? Math.max(1, feed.changes()) : more;
        }

        /// The run that lasts, or else the last one; null: there was none.
        @Nullable
        Run newest() {
            Ledger.Ended last = ledger.last();
            return ledger.stage() instanceof Ledger.Stage.Running(Run run) ? run : last == null ? null : last.run();
        }
    }

    default @Nullable Feed feed(int revision) {
        for (Feed feed : feeds()) {
            if (feed.revision() == revision) {
                return feed;
            }
        }
        return null;
    }

    default Training with(Ledger ledger) {
        return switch (this) {
            case Dormant dormant -> new Dormant(ledger, dormant.feeds());
            case Active active -> new Active(active.plan(), ledger, active.feeds());
        };
    }

    /// Takes a feed in, and leaves out those that nobody will ask for.
    default Training with(Feed feed) {
        List<Feed> next = new ArrayList<>(feeds());
        next.removeIf(old -> old.revision() == feed.revision());
        next.add(feed);
        return tidied(next);
    }

    default Training tidied(List<Feed> feeds) {
        Champion champion = ledger().champion();
        int championRevision = champion == null ? 0 : champion.revision();
        return switch (this) {
            case Dormant dormant -> new Dormant(dormant.ledger(), feeds);
            case Active active ->
                new Active(
                        active.plan(),
                        active.ledger(),
                        feeds.stream()
                                .filter(feed -> feed.revision() >= active.plan().revision()
                                        || feed.revision() == championRevision)
                                .toList());
        };
    }
}
