@NullMarked
package io.headrace.dataset.stream;

import org.jspecify.annotations.NullMarked;
