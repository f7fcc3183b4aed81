@NullMarked
package io.headrace.worker.fitting;

import org.jspecify.annotations.NullMarked;
