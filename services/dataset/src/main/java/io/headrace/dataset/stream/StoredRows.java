package io.headrace.dataset.stream;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last row of each key, in slots: one for each generation of a table.
final class StoredRows {

    /// Bytes of a row's key before the key's own.
    static final int SLOT = Integer.BYTES;

    /// A slot before the first one holds what is no row.
    static final int FIRST_SLOT = 1;

    private final RowStore store;

    StoredRows(RowStore store) {
        this.store = store;
    }

    static byte[] key(int slot, byte[] keyValues) {
        return ByteBuffer.allocate(SLOT + keyValues.length)
                .putInt(slot)
                .put(keyValues)
                .array();
    }

    byte @Nullable [] get(byte[] rowKey) {
        return store.get(rowKey);
    }

    void put(byte[] rowKey, byte[] row) {
        store.put(rowKey, row);
    }

    void delete(byte[] rowKey) {
        store.delete(rowKey);
    }

    /// Slots that hold rows, in order.
    List<Integer> slots() {
        List<Integer> slots = new ArrayList<>();
        byte[] end = key(Integer.MAX_VALUE, new byte[0]);
        boolean isEnd = false;
        while (!isEnd) {
            int next = slots.isEmpty() ? FIRST_SLOT : slots.getLast() + 1;
            isEnd = store.scan(key(next, new byte[0]), end, (rowKey, row) -> {
                slots.add(ByteBuffer.wrap(rowKey).getInt());
                return false;
            });
        }
        return slots;
    }

    /// Whether the slot's end was reached.
    ///
    /// @param after where to go on: a key that was taken already; empty: at the slot's beginning
    boolean scan(int slot, byte[] after, RowStore.Taker taker) {
        return store.scan(after.length == 0 ? key(slot, new byte[0]) : next(after), key(slot + 1, new byte[0]), taker);
    }

    private static byte[] next(byte[] key) {
        byte[] next = new byte[key.length + 1];
        System.arraycopy(key, 0, next, 0, key.length);
        return next;
    }
}
