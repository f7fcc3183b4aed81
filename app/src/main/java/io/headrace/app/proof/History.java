package io.headrace.app.proof;

import io.headrace.app.CommandFailure;
import io.headrace.dataset.core.CutMark;
import io.headrace.dataset.core.Horizon;
import io.headrace.dataset.stream.TopicLog;
import io.headrace.events.Cut;
import io.headrace.schemas.RowHistory;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// What a row topic may have lost by now.
///
/// @param kept how long it keeps rows
record History(RowHistory kept, InstantSource clock) {

    static History of(Site site, String topic) {
        return new History(site.history(topic), InstantSource.system());
    }

    /// Refuses a topic that is not there any more from its first record on, unless it is compacted.
    void requireWhole(TopicLog log) {
        if (isCompacted()) {
            return;
        }
        log.beginnings().forEach((partition, first) -> {
            if (first > 0) {
                throw CommandFailure.failed(
                        "%s-%d begins with record %d: what came before is gone, so nothing can be shown from it"
                                .formatted(log.topic(), partition.partition(), first));
            }
        });
    }

    boolean isCompacted() {
        return kept.horizon() != null;
    }

    /// Whether rows that were there at a cut may be gone.
    boolean isBehind(Cut cut) {
        CutMark mark = new CutMark(
                cut.getSystemId(), cut.getCommitLsn(), ChronoUnit.MICROS.between(Instant.EPOCH, cut.getCommittedAt()));
        return new Horizon(kept.horizon()).isBehind(mark, clock.millis());
    }

    /// The same in a sentence, without its subject.
    String behind(Cut cut) {
        return "its cut %d lies behind the row history of %s, and rows that were there then are compacted away"
                .formatted(cut.getNumber(), kept);
    }

    /// How long rows stay in the topic.
    String sentence() {
        return isCompacted()
                ? "what is not the last record of its key is compacted away %s after it was written, or somewhat later"
                        .formatted(kept)
                : "rows are kept for ever";
    }
}
