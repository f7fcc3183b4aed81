@NullMarked
package io.headrace.lineage.delivery;

import org.jspecify.annotations.NullMarked;
