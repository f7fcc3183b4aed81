/// The databases that capture reads: what was committed, in which order, and who sees it already.
@NullMarked
package io.headrace.simulation.source;

import org.jspecify.annotations.NullMarked;
