@NullMarked
package io.headrace.capture.bare;

import org.jspecify.annotations.NullMarked;
