@NullMarked
package io.headrace.capture;

import org.jspecify.annotations.NullMarked;
