package io.headrace.worker.trees;

import java.util.Arrays;

/// A list of whole numbers that grows, 8 bytes each.
final class Ints {

    private long[] values = new long[1024];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size] = value;
        size++;
    }

    int size() {
        return size;
    }

    int get(int at) {
        return Math.toIntExact(values[at]);
    }

    long[] all() {
        return Arrays.copyOf(values, size);
    }
}
