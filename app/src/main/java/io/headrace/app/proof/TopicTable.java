package io.headrace.app.proof;

import io.headrace.app.proof.Point.Verdict;
import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.TableProgress;
import io.headrace.dataset.stream.RowHead;
import io.headrace.dataset.stream.RowOrigin;
import io.headrace.dataset.stream.RowStore;
import io.headrace.dataset.stream.TableFold;
import io.headrace.dataset.stream.TopicLog;
import io.headrace.dataset.stream.UnreadableRecord;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// The table that a topic holds, folded up to a snapshot's point or to a cut.
///
/// What a snapshot does not see is passed over, and its place noted; the next fold goes back there and takes everything
/// again from that place on. The last record of a key counts, so taking records twice changes nothing.
final class TopicTable {

    private static final byte[] NO_KEY = {};

    private final TopicLog log;
    private final TableFold fold;
    private final Meter meter;
    private final Map<Integer, Place> passedOver = new HashMap<>();
    private final Map<Integer, byte[]> deletedLater = new HashMap<>();
    private final Map<Integer, Long> unreadable = new HashMap<>();
    private long unreadableCount;
    private @Nullable String firstUnreadable;
    private long lastCut;

    /// @param err for progress
    TopicTable(TopicLog log, TableFold fold, PrintWriter err) {
        this.log = log;
        this.fold = fold;
        this.meter = new Meter(err, "reading " + log.topic(), "records");
    }

    /// Of a topic from its first record on; refused where that is gone.
    ///
    /// @param declarations whose statistics are kept
    /// @param rows an empty store
    static TopicTable open(Site site, TopicLog log, History kept, List<Declaration> declarations, RowStore rows) {
        kept.requireWhole(log);
        TableFold fold = new TableFold(site.schemas(), log.partitions(), kept.isCompacted(), declarations, rows);
        return new TopicTable(log, fold, site.err());
    }

    private record Place(long offset, TableProgress progress) {}

    TableFold fold() {
        return fold;
    }

    /// The highest cut of a record that counted.
    long lastCut() {
        return lastCut;
    }

    /// How many records could not be read and were left out, as the dataset leaves them out.
    long unreadable() {
        return unreadableCount;
    }

    /// Which one was the first, and why; null: all can be read.
    @Nullable
    String firstUnreadable() {
        return firstUnreadable;
    }

    /// Folds what a snapshot sees.
    ///
    /// @param ends so far the topic is read
    /// @return why the table is not there yet; empty: it is
    Optional<String> foldTo(Point point, Map<Integer, Long> ends) {
        goBack();
        boolean[] unclear = {false};
        log.read(ends, meter, message -> {
            Verdict verdict = verdict(point, message);
            switch (verdict) {
                case COUNTS -> take(message, true);
                case LATER -> {
                    passedOver.putIfAbsent(
                            message.partition(), new Place(message.offset(), fold.place(message.partition())));
                    take(message, false);
                }
                case UNCLEAR -> unclear[0] = true;
            }
            return verdict != Verdict.UNCLEAR;
        });
        if (unclear[0]) {
            return Optional.of("the table was truncated or read again while its snapshot was taken");
        }
        return fold.isWhole() ? Optional.empty() : Optional.of("the table is not read to its end");
    }

    /// Folds every cut up to one.
    ///
    /// @param ends so far the topic is read, at most; the cut is whole before them
    void foldTo(long cut, Map<Integer, Long> ends) {
        goBack();
        log.read(ends, meter, message -> {
            Optional<RowHead> head = head(message);
            if (head.isPresent() && head.get().cut() > cut) {
                return false;
            }
            take(message, true);
            return true;
        });
        lastCut = Math.max(lastCut, cut);
    }

    private void goBack() {
        passedOver.forEach((partition, place) -> {
            log.seek(partition, place.offset());
            fold.back(partition, place.progress());
        });
        passedOver.clear();
    }

    private Verdict verdict(Point point, ConsumerRecord<byte[], byte[]> message) {
        Optional<RowHead> head = head(message);
        if (head.isEmpty() || (head.get().isMark() && head.get().generation().isEmpty())) {
            return Verdict.COUNTS;
        }
        if (head.get().generation().isPresent()) {
            return point.generation(message.partition(), message.offset());
        }
        if (message.value() == null) {
            return tombstone(message);
        }
        try {
            RowOrigin origin = fold.origin(message.value());
            Verdict verdict = point.row(origin.xid(), origin.lsn());
            deletedLater.put(message.partition(), verdict == Verdict.LATER ? message.key() : NO_KEY);
            return verdict;
        } catch (UnreadableRecord _) {
            return Verdict.COUNTS; // and it will be noted that it cannot be read
        }
    }

    /// It comes right behind the record that says when the row was deleted; where that is compacted, it is old.
    private Verdict tombstone(ConsumerRecord<byte[], byte[]> message) {
        boolean isLater = Arrays.equals(message.key(), deletedLater.get(message.partition()));
        return isLater ? Verdict.LATER : Verdict.COUNTS;
    }

    private void take(ConsumerRecord<byte[], byte[]> message, boolean counts) {
        try {
            RowHead head = RowHead.of(message.headers());
            if (counts && head.generation().isPresent()) {
                passedOver.remove(message.partition()); // older rows are dropped in any case
            }
            fold.take(message.partition(), head, message.key(), message.value(), counts);
            lastCut = counts ? Math.max(lastCut, head.cut()) : lastCut;
        } catch (UnreadableRecord e) {
            leaveOut(message, e);
        }
    }

    private void leaveOut(ConsumerRecord<byte[], byte[]> message, UnreadableRecord why) {
        if (message.offset() <= unreadable.getOrDefault(message.partition(), -1L)) {
            return;
        }
        unreadable.put(message.partition(), message.offset());
        unreadableCount++;
        if (firstUnreadable == null) {
            firstUnreadable =
                    "%s-%d@%d: %s".formatted(message.topic(), message.partition(), message.offset(), why.getMessage());
        }
    }

    private static Optional<RowHead> head(ConsumerRecord<byte[], byte[]> message) {
        try {
            return Optional.of(RowHead.of(message.headers()));
        } catch (UnreadableRecord _) {
            return Optional.empty();
        }
    }
}
