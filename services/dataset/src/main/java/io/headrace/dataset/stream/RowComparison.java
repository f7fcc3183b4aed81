package io.headrace.dataset.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Finds the rows in which a folded table and another one differ. The other one's rows lie in the same store
/// meanwhile. Not thread-safe.
public final class RowComparison {

    private final RowCodec codec;
    private final StoredRows store;
    private final List<Integer> slots;
    private final WholeRow whole;

    RowComparison(RowCodec codec, StoredRows store, List<Integer> slots) {
        this.codec = codec;
        this.store = store;
        this.slots = slots;
        this.whole = new WholeRow(codec);
    }

    /// A key under which the two hold different rows: the columns that are not null; null: no such row.
    ///
    /// @param key the texts of its columns
    public record Difference(
            List<String> key,
            @Nullable SortedMap<String, String> folded,
            @Nullable SortedMap<String, String> other) {}

    /// Takes a row of the other table.
    public void other(byte[] key, byte[] value) {
        byte[] stored = codec.after(key, value);
        if (stored != null) {
            store.put(StoredRows.key(TableFold.OTHER_SLOT, RowCodec.keyValues(key)), stored);
        }
    }

    /// The first differences, in the order of the keys' bytes, partition by partition; then those that only the other
    /// table has.
    public List<Difference> differences(int limit) {
        List<Difference> found = new ArrayList<>();
        for (int slot : slots) {
            if (found.size() == limit) {
                return found;
            }
            store.scan(slot, new byte[0], (key, row) -> {
                byte[] other = store.get(StoredRows.key(TableFold.OTHER_SLOT, values(key)));
                if (other == null || !whole.isSame(key, StoredRows.SLOT, row, other)) {
                    found.add(difference(key, row, other));
                }
                return found.size() < limit;
            });
        }
        if (found.size() < limit) {
            store.scan(TableFold.OTHER_SLOT, new byte[0], (key, row) -> {
                byte[] values = values(key);
                if (slots.stream().allMatch(slot -> store.get(StoredRows.key(slot, values)) == null)) {
                    found.add(difference(key, null, row));
                }
                return found.size() < limit;
            });
        }
        return found;
    }

    private Difference difference(byte[] key, byte @Nullable [] folded, byte @Nullable [] other) {
        byte[] either = folded == null ? other : folded;
        if (either == null) {
            throw new IllegalArgumentException("neither side has a row");
        }
        return new Difference(
                codec.keyTexts(key, StoredRows.SLOT, either),
                folded == null ? null : whole.columns(folded),
                other == null ? null : whole.columns(other));
    }

    private static byte[] values(byte[] rowKey) {
        return Arrays.copyOfRange(rowKey, StoredRows.SLOT, rowKey.length);
    }
}
