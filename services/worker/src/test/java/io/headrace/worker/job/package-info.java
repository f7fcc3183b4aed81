@NullMarked
package io.headrace.worker.job;

import org.jspecify.annotations.NullMarked;
