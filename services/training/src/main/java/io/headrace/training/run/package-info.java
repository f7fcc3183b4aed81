/// What a run does: sums from a table, coefficients, figures, an artifact.
@NullMarked
package io.headrace.training.run;

import org.jspecify.annotations.NullMarked;
