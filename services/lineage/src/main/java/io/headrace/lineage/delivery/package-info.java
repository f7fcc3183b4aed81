/// `headrace.lineage` to a lineage tool, by HTTP.
@NullMarked
package io.headrace.lineage.delivery;

import org.jspecify.annotations.NullMarked;
