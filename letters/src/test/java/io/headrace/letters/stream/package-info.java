@NullMarked
package io.headrace.letters.stream;

import org.jspecify.annotations.NullMarked;
