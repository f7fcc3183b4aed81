package io.headrace.app.proof;

import io.headrace.dataset.core.Assessed;
import io.headrace.dataset.core.Declaration;
import io.headrace.dataset.core.KeyText;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.stream.DiskRows;
import io.headrace.dataset.stream.KeySearch;
import io.headrace.dataset.stream.RowHead;
import io.headrace.dataset.stream.TableFold;
import io.headrace.dataset.stream.TopicLog;
import io.headrace.dataset.stream.UnreadableRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// One pass over a table's topic for the sake of one key: its own row goes into one fold, and all other rows go into
/// another one, which so never sees it. Not thread-safe.
final class KeyPass implements AutoCloseable {

    private final TopicLog log;
    private final KeySearch search;
    private final DiskRows itsRows;
    private final DiskRows otherRows;
    private final TableFold its;
    private final TableFold others;
    private final Meter meter;
    private final Map<Integer, Long> ends;
    private final Map<Integer, Long> cuts = new HashMap<>();
    private final List<Place> places = new ArrayList<>();
    private final List<Stay> stays = new ArrayList<>();
    private Traces traces = Traces.NONE;
    private boolean isTouched;

    /// @param isCompacted whether the topic may have lost records
    KeyPass(
            Site site,
            Scratch scratch,
            TopicLog log,
            KeyText key,
            boolean isCompacted,
            List<Declaration> declarations) {
        this.log = log;
        this.search = new KeySearch(site.schemas(), key);
        this.itsRows = new DiskRows(scratch.next());
        this.otherRows = new DiskRows(scratch.next());
        this.its = new TableFold(site.schemas(), log.partitions(), isCompacted, declarations, itsRows);
        this.others = new TableFold(site.schemas(), log.partitions(), isCompacted, declarations, otherRows);
        this.meter = new Meter(site.err(), "reading " + log.topic(), "records");
        this.ends = log.ends();
    }

    /// Cuts between which the row was in the table.
    ///
    /// @param came the first with it
    /// @param left the first without it; null: it is still there
    record Stay(long came, @Nullable Long left) {}

    /// Records that hold values of the row.
    ///
    /// @param first offset; -1: there is none
    record Traces(long records, long first, long last) {

        static final Traces NONE = new Traces(0, -1, -1);

        Traces with(long offset) {
            return new Traces(records + 1, records == 0 ? offset : first, offset);
        }
    }

    /// Where the key's rows lie.
    @SuppressWarnings("ArrayRecordComponent") // Found by its partition and its bytes, never compared as a whole.
    private record Place(int partition, byte[] key) {}

    /// Goes on, up to a cut.
    void foldTo(long cut) {
        log.read(ends, meter, message -> {
            Optional<RowHead> head = head(message);
            if (head.isPresent() && head.get().cut() > cut) {
                return false;
            }
            head.ifPresent(known -> take(known, message));
            return true;
        });
    }

    /// Goes on to the end that the topic had when the pass began.
    void foldToEnd() {
        foldTo(Long.MAX_VALUE);
    }

    /// Why the key is none of this table; null: it is one, or nobody knows.
    @Nullable
    String misfit() {
        return search.misfit();
    }

    /// Whether the row is there at this cut.
    boolean isThere() {
        return places.stream().anyMatch(place -> its.holds(place.partition(), place.key()));
    }

    /// What the row means to a revision at this cut; empty: it is not there.
    Optional<Assessed> assessed(RevisionId revision) {
        return places.stream()
                .flatMap(place -> its.assessed(revision, place.partition(), place.key()).stream())
                .findFirst();
    }

    /// Whether the table is whole at this cut.
    boolean isWhole() {
        return others.isWhole();
    }

    /// All rows but the one of the key.
    TableFold others() {
        return others;
    }

    List<Stay> stays() {
        return List.copyOf(stays);
    }

    Traces traces() {
        return traces;
    }

    @Override
    public void close() {
        itsRows.close();
        otherRows.close();
    }

    private void take(RowHead head, ConsumerRecord<byte[], byte[]> message) {
        Long before = cuts.put(message.partition(), head.cut());
        if (isTouched && before != null && before < head.cut()) {
            endCut(before, message.partition()); // its last record is compacted
        }
        boolean isIts = !head.isMark() && message.key() != null && finds(message.key());
        if (isIts) {
            note(message);
        }
        isTouched |= isIts || head.isMark();
        fold(its, head, message, isIts || head.isMark());
        fold(others, head, message, !isIts);
        if (isTouched && head.isLast()) {
            endCut(head.cut(), message.partition());
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() != null) {
            traces = traces.with(message.offset());
        }
        boolean isKnown = places.stream()
                .anyMatch(
                        place -> place.partition() == message.partition() && Arrays.equals(place.key(), message.key()));
        if (!isKnown) {
            places.add(new Place(message.partition(), message.key()));
        }
    }

    /// A table that is being read again has no rows yet that count, so nothing has come or left until it is whole.
    private void endCut(long cut, int partition) {
        if (!its.place(partition).extent().complete()) {
            return;
        }
        isTouched = false;
        boolean wasThere = !stays.isEmpty() && stays.getLast().left() == null;
        if (isThere() && !wasThere) {
            stays.add(new Stay(cut, null));
        } else if (wasThere && !isThere()) {
            stays.add(new Stay(stays.removeLast().came(), cut));
        }
    }

    private boolean finds(byte[] key) {
        try {
            return search.finds(key);
        } catch (UnreadableRecord _) {
            return false; // nor does the dataset take it
        }
    }

    private static void fold(TableFold fold, RowHead head, ConsumerRecord<byte[], byte[]> message, boolean counts) {
        try {
            fold.take(message.partition(), head, message.key(), message.value(), counts);
        } catch (UnreadableRecord _) {
            // The dataset has left it out, too.
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
