@NullMarked
package io.headrace.kernel.projector;

import org.jspecify.annotations.NullMarked;
