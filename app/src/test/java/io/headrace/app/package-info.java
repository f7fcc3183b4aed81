@NullMarked
package io.headrace.app;

import org.jspecify.annotations.NullMarked;
