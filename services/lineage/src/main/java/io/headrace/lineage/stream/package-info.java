/// Events of runs to records of `headrace.lineage`.
@NullMarked
package io.headrace.lineage.stream;

import org.jspecify.annotations.NullMarked;
