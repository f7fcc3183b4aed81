@NullMarked
package io.headrace.incidents;

import org.jspecify.annotations.NullMarked;
