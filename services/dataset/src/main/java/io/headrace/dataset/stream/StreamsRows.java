package io.headrace.dataset.stream;

import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Rows in a store of the topology.
record StreamsRows(KeyValueStore<Bytes, byte[]> store) implements RowStore {

    @Override
    public byte @Nullable [] get(byte[] key) {
        return store.get(Bytes.wrap(key));
    }

    @Override
    public void put(byte[] key, byte[] row) {
        store.put(Bytes.wrap(key), row);
    }

    @Override
    public void delete(byte[] key) {
        store.delete(Bytes.wrap(key));
    }

    @Override
    public boolean scan(byte[] from, byte[] to, Taker taker) {
        try (KeyValueIterator<Bytes, byte[]> rows = store.range(Bytes.wrap(from), Bytes.wrap(to))) {
            while (rows.hasNext()) {
                KeyValue<Bytes, byte[]> row = rows.next();
                if (Arrays.equals(row.key.get(), to)) {
                    return true;
                }
                if (!taker.take(row.key.get(), row.value)) {
                    return false;
                }
            }
        }
        return true;
    }
}
