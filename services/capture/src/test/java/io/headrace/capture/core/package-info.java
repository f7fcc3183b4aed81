@NullMarked
package io.headrace.capture.core;

import org.jspecify.annotations.NullMarked;
