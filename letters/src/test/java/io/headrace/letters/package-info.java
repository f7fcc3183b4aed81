@NullMarked
package io.headrace.letters;

import org.jspecify.annotations.NullMarked;
