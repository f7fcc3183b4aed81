@NullMarked
package io.headrace.exact;

import org.jspecify.annotations.NullMarked;
