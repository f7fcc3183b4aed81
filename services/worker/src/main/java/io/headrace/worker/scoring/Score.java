package io.headrace.worker.scoring;

import java.util.SortedMap;

/// How a model does on rows.
public sealed interface Score permits NumberScore, ClassScore {

    /// Without any, there are no figures.
    long rows();

    /// Those that there are, by their words.
    SortedMap<String, Double> figures();
}
