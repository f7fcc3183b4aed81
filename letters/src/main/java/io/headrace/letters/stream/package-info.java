/// From requests to letters, and from letters to the work of their service.
@NullMarked
package io.headrace.letters.stream;

import org.jspecify.annotations.NullMarked;
