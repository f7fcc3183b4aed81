@NullMarked
package io.headrace.lineage.stream;

import org.jspecify.annotations.NullMarked;
