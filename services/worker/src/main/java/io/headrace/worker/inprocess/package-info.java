/// The trainers that a worker has in its own process, by their kinds.
@NullMarked
package io.headrace.worker.inprocess;

import org.jspecify.annotations.NullMarked;
