package io.headrace.dataset.stream;

import io.headrace.dataset.core.Part.Extent;
import io.headrace.dataset.core.RevisionId;
import io.headrace.dataset.core.RevisionProgress;
import io.headrace.dataset.core.RevisionProgress.Phase;
import io.headrace.dataset.core.TableProgress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// All that one partition keeps besides its rows: in memory while it runs, in a store at every commit.
final class PartitionState {

    private static final String SLOTS = "slots";
    private static final String TABLE = "table ";
    private static final String REVISION = "revision ";

    private final KeyValueStore<String, byte[]> store;
    private final Map<String, TableProgress> tables = new HashMap<>();
    private final SortedMap<RevisionId, RevisionProgress> revisions = new TreeMap<>();
    private final Map<String, List<RevisionProgress>> byTopic = new HashMap<>();
    private final Deque<Integer> abandoned = new ArrayDeque<>();
    private final Map<String, byte[]> written = new HashMap<>();
    private int nextSlot = StoredRows.FIRST_SLOT;

    PartitionState(KeyValueStore<String, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<String, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                load(entries.next());
            }
        }
    }

    /// Where a topic stands; a topic that was never seen begins.
    TableProgress table(String topic) {
        return tables.computeIfAbsent(topic, name -> TableProgress.fresh(nextSlot++));
    }

    /// Begins a generation; the rows of the one before are abandoned.
    void begin(TableProgress table, long generation) {
        abandoned.add(table.slot());
        table.begin(generation, nextSlot++);
    }

    /// Abandons rows that no table knows of. They are left of topics that are gone: rows lie on the disk, what is known
    /// of them in Kafka.
    void abandonStrangers(List<Integer> filled) {
        Set<Integer> known = new HashSet<>(abandoned);
        tables.values().forEach(table -> known.add(table.slot()));
        filled.stream().filter(slot -> !known.contains(slot)).forEach(slot -> {
            abandoned.add(slot);
            nextSlot = Math.max(nextSlot, slot + 1);
        });
    }

    /// The slot whose rows are to be removed next; null: there is none.
    @Nullable
    Integer abandonedSlot() {
        return abandoned.peek();
    }

    void slotCleared() {
        abandoned.remove();
    }

    Collection<RevisionProgress> revisions() {
        return revisions.values();
    }

    /// The revisions on a table, older ones first.
    List<RevisionProgress> revisions(String topic) {
        return byTopic.computeIfAbsent(
                topic,
                name -> revisions.values().stream()
                        .filter(revision -> revision.topic().equals(name))
                        .toList());
    }

    void add(RevisionProgress revision) {
        revisions.put(revision.id(), revision);
        byTopic.clear();
    }

    void remove(RevisionId id) {
        revisions.remove(id);
        byTopic.clear();
        store.delete(REVISION + id);
        written.remove(REVISION + id);
    }

    void save() {
        Packer slots = new Packer().number(nextSlot).number(abandoned.size());
        abandoned.forEach(slots::number);
        write(SLOTS, slots.bytes());
        tables.forEach((topic, table) -> write(TABLE + topic, bytes(table)));
        revisions.forEach((id, revision) -> write(REVISION + id, bytes(revision)));
    }

    /// Most entries are the same at most commits, and each one written goes to Kafka.
    private void write(String key, byte[] value) {
        if (!Arrays.equals(value, written.put(key, value))) {
            store.put(key, value);
        }
    }

    private void load(KeyValue<String, byte[]> entry) {
        Unpacker in = new Unpacker(entry.value);
        if (entry.key.equals(SLOTS)) {
            nextSlot = in.number();
            for (int left = in.number(); left > 0; left--) {
                abandoned.add(in.number());
            }
        } else if (entry.key.startsWith(TABLE)) {
            tables.put(entry.key.substring(TABLE.length()), table(in));
        } else if (entry.key.startsWith(REVISION)) {
            RevisionId id = RevisionId.parse(entry.key.substring(REVISION.length()));
            revisions.put(id, revision(id, in));
        }
    }

    private static byte[] bytes(TableProgress table) {
        Packer out = new Packer().number(table.slot());
        PartSerde.extent(out, table.extent());
        return out.number(table.openCut())
                .number(table.lastCut())
                .number(table.schema())
                .number(table.next())
                .bytes();
    }

    private static TableProgress table(Unpacker in) {
        int slot = in.number();
        Extent extent = PartSerde.extent(in);
        long openCut = in.longNumber();
        long lastCut = in.longNumber();
        int schema = in.number();
        long next = in.isAtEnd() ? 0 : in.longNumber(); // 0.1.0 did not write it at first
        return new TableProgress(slot, extent, openCut, lastCut, schema, next);
    }

    private static byte[] bytes(RevisionProgress revision) {
        return new Packer()
                .text(revision.origin())
                .text(revision.topic())
                .text(revision.phase().name())
                .array(revision.cursor())
                .tally(revision.tally())
                .flag(revision.isAnew())
                .flag(revision.isTold())
                .optional(revision.problem())
                .bytes();
    }

    private static RevisionProgress revision(RevisionId id, Unpacker in) {
        RevisionProgress revision =
                new RevisionProgress(id, in.text(), in.text(), Phase.valueOf(in.text()), in.array(), in.tally());
        revision.resume(in.flag(), in.flag(), in.optional());
        return revision;
    }
}
