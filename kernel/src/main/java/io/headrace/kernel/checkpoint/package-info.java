/// States of deciders as a compacted topic keeps them, and how the tables are made again from it.
@NullMarked
package io.headrace.kernel.checkpoint;

import org.jspecify.annotations.NullMarked;
