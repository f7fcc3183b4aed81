/// A log with transactions, in memory.
@NullMarked
package io.headrace.simulation.log;

import org.jspecify.annotations.NullMarked;
