package io.headrace.worker.trees;

/// What became of trees.
public sealed interface TreeOutcome {

    /// A model, which predicts what XGBoost predicts.
    ///
    /// @param model an ONNX graph
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
    record Made(byte[] model) implements TreeOutcome {}

    /// No model.
    ///
    /// @param sentence what was seen, without the trainer's name
    record Failed(String sentence) implements TreeOutcome {}

    /// Somebody wanted no model any more.
    record Stopped() implements TreeOutcome {}
}
