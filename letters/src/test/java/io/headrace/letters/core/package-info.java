@NullMarked
package io.headrace.letters.core;

import org.jspecify.annotations.NullMarked;
