/// What trainers in the worker's own process have in common: numbers of raw columns, in memory and in a graph, and the
/// proof that both come to the same.
@NullMarked
package io.headrace.worker.fitting;

import org.jspecify.annotations.NullMarked;
