/// The rows of a dataset at any cut, from its table's topic alone.
@NullMarked
package io.headrace.worker.rows;

import org.jspecify.annotations.NullMarked;
