/// Logistic regression, in the worker's own process: the same rows and settings make the same bytes on any machine. See
/// `docs/how-to/choose-a-trainer.md`.
@NullMarked
package io.headrace.worker.logistic;

import org.jspecify.annotations.NullMarked;
