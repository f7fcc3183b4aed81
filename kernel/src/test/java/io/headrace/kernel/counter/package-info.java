/// A small decider, for the tests of what stands around deciders.
@NullMarked
package io.headrace.kernel.counter;

import org.jspecify.annotations.NullMarked;
