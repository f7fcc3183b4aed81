package io.headrace.dataset;

import java.util.SortedMap;

/// What a dataset application is doing.
///
/// @param state of Kafka Streams
/// @param mergedCut the last cut merged by this instance since its start; 0: none
/// @param rows applied since the start
/// @param deadLetters records that could not be read since the start
/// @param scans rows read so far for each revision that is being computed, by `pipeline@revision/partition`
public record DatasetStatus(String state, long mergedCut, long rows, long deadLetters, SortedMap<String, Long> scans) {}
