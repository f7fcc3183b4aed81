package io.headrace.worker.scoring;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a model that tells the probabilities of classes does.
///
/// @param figures of [ClassFigure], by their words
public record ClassScore(long rows, SortedMap<String, Double> figures) implements Score {
    public ClassScore {
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    }
}
