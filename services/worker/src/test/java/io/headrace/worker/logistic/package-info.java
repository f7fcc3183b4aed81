@NullMarked
package io.headrace.worker.logistic;

import org.jspecify.annotations.NullMarked;
