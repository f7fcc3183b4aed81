@NullMarked
package io.headrace.lineage;

import org.jspecify.annotations.NullMarked;
