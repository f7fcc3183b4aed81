@NullMarked
package io.headrace.incidents.stream;

import org.jspecify.annotations.NullMarked;
