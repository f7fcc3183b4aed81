@NullMarked
package io.headrace.validation;

import org.jspecify.annotations.NullMarked;
