@NullMarked
package io.headrace.worker.stream;

import org.jspecify.annotations.NullMarked;
