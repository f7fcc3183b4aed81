@NullMarked
package io.headrace.schemas;

import org.jspecify.annotations.NullMarked;
