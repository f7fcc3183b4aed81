package io.headrace.worker.scoring;

import java.util.List;

/// What came of scoring a model.
public sealed interface ScoredModel permits ScoredModel.Scored, Unfit {

    /// A score.
    ///
    /// @param score of all rows
    /// @param slices of some, where they were asked for
    record Scored(Score score, List<SliceScore> slices) implements ScoredModel {
        public Scored {
            slices = List.copyOf(slices);
        }
    }
}
