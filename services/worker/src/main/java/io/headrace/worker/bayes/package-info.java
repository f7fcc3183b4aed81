/// Gaussian naive Bayes, in the worker's own process: the same rows, in any order, and the same settings make the same
/// bytes on any machine. See `docs/how-to/choose-a-trainer.md`.
@NullMarked
package io.headrace.worker.bayes;

import org.jspecify.annotations.NullMarked;
