package io.headrace.worker.scoring;

/// What came of opening a model.
public sealed interface OpenedModel permits OpenedModel.Fit, Unfit {

    /// It asks for the features and answers with a number, or with the probabilities of classes. The
    /// scoring must be closed.
    record Fit(OnnxScoring scoring) implements OpenedModel {}
}
