package io.headrace.dataset.stream;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The last row of each key, in slots: one for each generation of a table.
final class StoredRows {

    /// Bytes of a row's key before the key's own.
    static final int SLOT = Integer.BYTES;

    private final KeyValueStore<Bytes, byte[]> store;

    StoredRows(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /// Takes rows in the order of keys until it has enough.
    @FunctionalInterface
    interface Taker {

        /// Whether it wants another.
        boolean take(byte[] rowKey, byte[] row);
    }

    static byte[] key(int slot, byte[] keyValues) {
        return ByteBuffer.allocate(SLOT + keyValues.length)
                .putInt(slot)
                .put(keyValues)
                .array();
    }

    byte @Nullable [] get(byte[] rowKey) {
        return store.get(Bytes.wrap(rowKey));
    }

    void put(byte[] rowKey, byte[] row) {
        store.put(Bytes.wrap(rowKey), row);
    }

    void delete(byte[] rowKey) {
        store.delete(Bytes.wrap(rowKey));
    }

    /// Whether the slot's end was reached.
    ///
    /// @param after where to go on: a key that was taken already; empty: at the slot's beginning
    boolean scan(int slot, byte[] after, Taker taker) {
        Bytes from = Bytes.wrap(after.length == 0 ? key(slot, new byte[0]) : next(after));
        Bytes to = Bytes.wrap(key(slot + 1, new byte[0]));
        try (KeyValueIterator<Bytes, byte[]> rows = store.range(from, to)) {
            while (rows.hasNext()) {
                KeyValue<Bytes, byte[]> row = rows.next();
                if (ByteBuffer.wrap(row.key.get()).getInt() != slot) {
                    return true;
                }
                if (!taker.take(row.key.get(), row.value)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static byte[] next(byte[] key) {
        byte[] next = new byte[key.length + 1];
        System.arraycopy(key, 0, next, 0, key.length);
        return next;
    }
}
