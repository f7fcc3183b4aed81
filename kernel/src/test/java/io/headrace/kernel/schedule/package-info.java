@NullMarked
package io.headrace.kernel.schedule;

import org.jspecify.annotations.NullMarked;
