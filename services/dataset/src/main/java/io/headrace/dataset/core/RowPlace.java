package io.headrace.dataset.core;

import java.util.Comparator;

/// Where a row was written in its table's topic.
///
/// @param cut that the record belongs to
public record RowPlace(long cut, int partition, long offset) implements Comparable<RowPlace> {

    private static final Comparator<RowPlace> ORDER = Comparator.comparingLong(RowPlace::cut)
            .thenComparingInt(RowPlace::partition)
            .thenComparingLong(RowPlace::offset);

    @Override
    public int compareTo(RowPlace other) {
        return ORDER.compare(this, other);
    }
}
