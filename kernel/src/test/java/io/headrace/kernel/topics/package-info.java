@NullMarked
package io.headrace.kernel.topics;

import org.jspecify.annotations.NullMarked;
