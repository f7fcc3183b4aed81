package io.headrace.dataset.stream;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Rows in a map.
final class MemoryRows implements RowStore {

    private final TreeMap<byte[], byte[]> rows = new TreeMap<>(Arrays::compareUnsigned);

    @Override
    public byte @Nullable [] get(byte[] key) {
        return rows.get(key);
    }

    @Override
    public void put(byte[] key, byte[] row) {
        rows.put(key, row);
    }

    @Override
    public void delete(byte[] key) {
        rows.remove(key);
    }

    @Override
    public boolean scan(byte[] from, byte[] to, Taker taker) {
        List<Map.Entry<byte[], byte[]>> found =
                List.copyOf(rows.subMap(from, to).entrySet());
        return found.stream().allMatch(row -> taker.take(row.getKey(), row.getValue()));
    }
}
