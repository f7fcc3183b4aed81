@NullMarked
package io.headrace.training.core;

import org.jspecify.annotations.NullMarked;
