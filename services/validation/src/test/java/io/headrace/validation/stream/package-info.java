@NullMarked
package io.headrace.validation.stream;

import org.jspecify.annotations.NullMarked;
