/// Trees: grown by XGBoost in the worker's own process, and handed on as an ONNX graph that is known to predict what
/// XGBoost predicts. See `docs/how-to/choose-a-trainer.md`.
@NullMarked
package io.headrace.worker.trees;

import org.jspecify.annotations.NullMarked;
