/// Jobs: the tables they lie in, and the work that they ask for.
@NullMarked
package io.headrace.worker.job;

import org.jspecify.annotations.NullMarked;
