package io.headrace.worker.trees;

import java.util.Arrays;

/// A list of floats that grows, 4 bytes each.
final class Floats {

    private float[] values = new float[1024];
    private int size;

    void add(float value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size] = value;
        size++;
    }

    float[] all() {
        return Arrays.copyOf(values, size);
    }
}
