@NullMarked
package io.headrace.kernel.trace;

import org.jspecify.annotations.NullMarked;
