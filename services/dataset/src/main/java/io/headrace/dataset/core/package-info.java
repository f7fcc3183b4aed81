/// What rows add up to, in plain values: assessing a row, the tally of a cut, and the merge of partitions into cuts.
/// Nothing here does input or output.
@NullMarked
package io.headrace.dataset.core;

import org.jspecify.annotations.NullMarked;
