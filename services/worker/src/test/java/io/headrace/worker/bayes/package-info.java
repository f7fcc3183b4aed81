@NullMarked
package io.headrace.worker.bayes;

import org.jspecify.annotations.NullMarked;
