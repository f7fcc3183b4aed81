@NullMarked
package io.headrace.kernel.stream;

import org.jspecify.annotations.NullMarked;
