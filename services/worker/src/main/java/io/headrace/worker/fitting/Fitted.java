package io.headrace.worker.fitting;

/// What became of a fit in the worker's own process.
public sealed interface Fitted {

    /// A model, whose graph predicts what the trainer predicts.
    ///
    /// @param model an ONNX graph
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
    record Made(byte[] model) implements Fitted {}

    /// No model.
    ///
    /// @param sentence what was seen, without the trainer's name
    record Failed(String sentence) implements Fitted {}

    /// Somebody wanted no model any more.
    record Stopped() implements Fitted {}
}
