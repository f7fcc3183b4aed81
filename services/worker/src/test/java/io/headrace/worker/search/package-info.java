@NullMarked
package io.headrace.worker.search;

import org.jspecify.annotations.NullMarked;
