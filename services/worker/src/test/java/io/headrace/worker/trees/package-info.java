@NullMarked
package io.headrace.worker.trees;

import org.jspecify.annotations.NullMarked;
