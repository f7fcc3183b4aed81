/// The topics of workers, and how their decider meets the database.
@NullMarked
package io.headrace.worker.stream;

import org.jspecify.annotations.NullMarked;
