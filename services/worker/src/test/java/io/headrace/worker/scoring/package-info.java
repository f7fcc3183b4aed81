@NullMarked
package io.headrace.worker.scoring;

import org.jspecify.annotations.NullMarked;
