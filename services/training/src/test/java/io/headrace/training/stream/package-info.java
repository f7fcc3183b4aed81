@NullMarked
package io.headrace.training.stream;

import org.jspecify.annotations.NullMarked;
