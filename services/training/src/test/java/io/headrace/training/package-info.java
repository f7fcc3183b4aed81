@NullMarked
package io.headrace.training;

import org.jspecify.annotations.NullMarked;
