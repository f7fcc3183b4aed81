@NullMarked
package io.headrace.lineage.core;

import org.jspecify.annotations.NullMarked;
