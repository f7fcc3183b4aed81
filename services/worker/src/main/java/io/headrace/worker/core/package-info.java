/// Which run of a pipeline a worker is to make. Nothing here does input or output.
@NullMarked
package io.headrace.worker.core;

import org.jspecify.annotations.NullMarked;
