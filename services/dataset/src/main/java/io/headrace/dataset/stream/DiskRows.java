package io.headrace.dataset.stream;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteOptions;

/// Rows in a folder of their own, for a reader that comes and goes: whatever their number, some 100 MB of memory. They
/// are not safe from a crash. Not thread-safe.
public final class DiskRows implements RowStore, AutoCloseable {

    private static final long CACHE_BYTES = 32L << 20;
    private static final long WRITE_BUFFER_BYTES = 16L << 20;
    private static final int FILTER_BITS = 10;

    static {
        RocksDB.loadLibrary();
    }

    private final LRUCache cache = new LRUCache(CACHE_BYTES);
    private final BloomFilter filter = new BloomFilter(FILTER_BITS);
    private final Options options;
    private final WriteOptions unsafe = new WriteOptions().setDisableWAL(true);
    private final RocksDB database;

    /// Opens an empty store.
    ///
    /// @param folder an empty one
    public DiskRows(Path folder) {
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setFilterPolicy(filter)
                .setCacheIndexAndFilterBlocks(true);
        options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setTableFormatConfig(table);
        try {
            database = RocksDB.open(options, folder.toString());
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        try {
            return database.get(key);
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    @Override
    public void put(byte[] key, byte[] row) {
        try {
            database.put(unsafe, key, row);
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    @Override
    public void delete(byte[] key) {
        try {
            database.delete(unsafe, key);
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    @Override
    public boolean scan(byte[] from, byte[] to, Taker taker) {
        try (Slice end = new Slice(to);
                ReadOptions range = new ReadOptions().setIterateUpperBound(end);
                RocksIterator rows = database.newIterator(range)) {
            for (rows.seek(from); rows.isValid(); rows.next()) {
                if (!taker.take(rows.key(), rows.value())) {
                    return false;
                }
            }
            rows.status();
            return true;
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        database.close();
        options.close();
        unsafe.close();
        filter.close();
        cache.close();
    }

    private static IllegalStateException failure(RocksDBException e) {
        return new IllegalStateException("the rows on disk cannot be used: " + e.getMessage(), e);
    }
}
