package io.headrace.worker.external;

import io.headrace.worker.search.Searched;
import org.jspecify.annotations.Nullable;

/// What became of a run.
public sealed interface TrainerOutcome {

    /// A model, which nobody has looked at yet.
    ///
    /// @param model the bytes of `model.onnx`
    /// @param found the search that found its hyperparameters; null: the pipeline says them
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
    record Made(byte[] model, Provenance provenance, Searched.@Nullable Found found) implements TrainerOutcome {}

    /// No model.
    ///
    /// @param sentence names the trainer and what was seen
    record Failed(String sentence) implements TrainerOutcome {}

    /// Somebody wanted no model any more.
    record Cancelled() implements TrainerOutcome {}
}
