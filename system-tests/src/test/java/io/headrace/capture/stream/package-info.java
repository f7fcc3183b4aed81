@NullMarked
package io.headrace.capture.stream;

import org.jspecify.annotations.NullMarked;
