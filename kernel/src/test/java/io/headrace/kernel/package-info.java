@NullMarked
package io.headrace.kernel;

import org.jspecify.annotations.NullMarked;
