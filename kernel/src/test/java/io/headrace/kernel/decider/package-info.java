@NullMarked
package io.headrace.kernel.decider;

import org.jspecify.annotations.NullMarked;
