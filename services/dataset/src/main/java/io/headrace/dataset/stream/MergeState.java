package io.headrace.dataset.stream;

import io.headrace.dataset.core.CutMark;
import io.headrace.dataset.core.Departed;
import io.headrace.dataset.core.Merge;
import io.headrace.dataset.core.Part;
import io.headrace.dataset.core.Part.Extent;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.core.Share;
import io.headrace.dataset.core.Standing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The merge's memory: all of it is written when the task commits.
final class MergeState implements Merge.Journal {

    private static final String MERGED = "merged";
    private static final String READ = "read";
    private static final String WAITS = "waits ";
    private static final String STANDING = "standing ";

    private final KeyValueStore<String, byte[]> store;
    private final Set<RevisionId> moved = new HashSet<>();
    private final Merge merge;
    private long saved;
    private long next;
    private long savedNext;
    private int stored;

    MergeState(KeyValueStore<String, byte[]> store, int partitions) {
        this.store = store;
        this.merge = new Merge(partitions, this);
        SortedMap<RevisionId, Standing> standings = new TreeMap<>();
        SortedMap<Long, Part> waiting = new TreeMap<>();
        CutMark mark = null;
        try (KeyValueIterator<String, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<String, byte[]> entry = entries.next();
                Unpacker in = new Unpacker(entry.value);
                if (entry.key.equals(MERGED)) {
                    saved = in.longNumber();
                    mark = PartSerde.mark(in);
                } else if (entry.key.equals(READ)) {
                    next = in.longNumber();
                } else if (entry.key.startsWith(WAITS)) {
                    waiting.put(number(entry.key), PartSerde.part(entry.value));
                } else if (entry.key.startsWith(STANDING)) {
                    standings.put(RevisionId.parse(entry.key.substring(STANDING.length())), standing(in));
                }
            }
        }
        merge.restore(saved, mark, standings, List.copyOf(waiting.values()));
        stored = waiting.size();
        savedNext = next;
    }

    /// Whether a part was not taken yet. Kafka may hand back a place that lies before the one that was committed.
    boolean takes(long offset) {
        if (offset < next) {
            return false;
        }
        next = offset + 1;
        return true;
    }

    Merge merge() {
        return merge;
    }

    @Override
    public void moved(RevisionId revision) {
        moved.add(revision);
    }

    void save() {
        if (next != savedNext) {
            savedNext = next;
            store.put(READ, new Packer().number(next).bytes());
        }
        CutMark mark = merge.mark();
        if (mark != null && merge.merged() != saved) {
            saved = merge.merged();
            Packer out = new Packer().number(saved);
            PartSerde.mark(out, mark);
            store.put(MERGED, out.bytes());
        }
        for (RevisionId revision : moved) {
            Standing standing = merge.standing(revision);
            if (standing == null) {
                store.delete(STANDING + revision);
            } else {
                store.put(STANDING + revision, bytes(standing));
            }
        }
        moved.clear();
        saveWaiting();
    }

    /// Parts seldom wait, so all that do are written again.
    private void saveWaiting() {
        List<Part> waiting = merge.waiting();
        for (int i = 0; i < waiting.size(); i++) {
            store.put(WAITS + i, PartSerde.bytes(waiting.get(i)));
        }
        for (int i = waiting.size(); i < stored; i++) {
            store.delete(WAITS + i);
        }
        stored = waiting.size();
    }

    private static long number(String key) {
        return Long.parseLong(key.substring(WAITS.length()));
    }

    private static byte[] bytes(Standing standing) {
        Packer out = new Packer()
                .flag(standing.isOwed())
                .number(standing.toldAt())
                .optional(standing.problem())
                .number(standing.shares().size());
        standing.shares().forEach((partition, share) -> {
            out.number(partition.intValue()).number(share.asOf());
            PartSerde.extent(out, share.extent());
            out.tally(share.tally());
        });
        Departed departed = standing.departed();
        out.flag(departed != null);
        if (departed != null) {
            out.number(departed.rows()).number(departed.cut()).number(departed.since());
        }
        return out.bytes();
    }

    private static Standing standing(Unpacker in) {
        boolean isOwed = in.flag();
        long toldAt = in.longNumber();
        @Nullable String problem = in.optional();
        SortedMap<Integer, Share> shares = new TreeMap<>();
        for (int left = in.number(); left > 0; left--) {
            int partition = in.number();
            long asOf = in.longNumber();
            Extent extent = PartSerde.extent(in);
            shares.put(partition, new Share(asOf, extent, in.tally()));
        }
        @Nullable
        Departed departed = in.flag() ? new Departed(in.longNumber(), in.longNumber(), in.longNumber()) : null;
        Standing standing = new Standing(isOwed, toldAt, problem, departed);
        shares.forEach(standing::put);
        return standing;
    }
}
