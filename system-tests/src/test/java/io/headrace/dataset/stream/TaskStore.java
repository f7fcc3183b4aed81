package io.headrace.dataset.stream;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/// A store of a task as exactly-once processing has it: what is written counts once it is committed, and a task that
/// comes back finds what counts.
public final class TaskStore<K extends Comparable<K>> {

    private final NavigableMap<K, byte[]> committed;
    private final NavigableMap<K, byte[]> working;
    private final Set<K> dirty = new TreeSet<>();

    /// @param committed what counts; shared by all lives of the task
    TaskStore(NavigableMap<K, byte[]> committed) {
        this.committed = committed;
        this.working = new TreeMap<>(committed);
    }

    void commit() {
        for (K key : dirty) {
            byte[] value = working.get(key);
            if (value == null) {
                committed.remove(key);
            } else {
                committed.put(key, value);
            }
        }
        dirty.clear();
    }

    public byte @Nullable [] get(K key) {
        return working.get(key);
    }

    public void put(K key, byte @Nullable [] value) {
        dirty.add(key);
        if (value == null) {
            working.remove(key);
        } else {
            working.put(key, value);
        }
    }

    public byte @Nullable [] delete(K key) {
        byte[] before = working.get(key);
        put(key, null);
        return before;
    }

    public KeyValueIterator<K, byte[]> range(K from, K to) {
        return entries(working.subMap(from, true, to, true));
    }

    public KeyValueIterator<K, byte[]> all() {
        return entries(working);
    }

    /// Of the moment, whatever is written meanwhile.
    private static <K> KeyValueIterator<K, byte[]> entries(SortedMap<K, byte[]> map) {
        List<KeyValue<K, byte[]>> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add(KeyValue.pair(key, value)));
        return new Entries<>(entries.iterator());
    }

    private record Entries<K>(Iterator<KeyValue<K, byte[]>> entries) implements KeyValueIterator<K, byte[]> {

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public KeyValue<K, byte[]> next() {
            return entries.next();
        }

        @Override
        public void close() {}

        @Override
        public K peekNextKey() {
            throw new UnsupportedOperationException("nobody peeks");
        }
    }
}
