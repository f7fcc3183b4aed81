package io.headrace.worker.scoring;

/// What came of scoring a model.
public sealed interface ScoredModel permits ScoredModel.Scored, Unfit {

    record Scored(Score score) implements ScoredModel {}
}
