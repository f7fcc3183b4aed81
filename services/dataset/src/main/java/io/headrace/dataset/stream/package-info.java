/// The topology, and everything between bytes and [io.headrace.dataset.core].
@NullMarked
package io.headrace.dataset.stream;

import org.jspecify.annotations.NullMarked;
