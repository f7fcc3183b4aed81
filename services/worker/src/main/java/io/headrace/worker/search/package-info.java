/// The search of hyperparameters: each trial is fitted to a part of the training rows, and measured on the others. See
/// `docs/how-to/search.md`.
@NullMarked
package io.headrace.worker.search;

import org.jspecify.annotations.NullMarked;
