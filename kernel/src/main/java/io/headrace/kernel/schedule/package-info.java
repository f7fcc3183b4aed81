/// Times of a calendar at which something is due. The JDK alone, so that a decider may use it.
@NullMarked
package io.headrace.kernel.schedule;

import org.jspecify.annotations.NullMarked;
