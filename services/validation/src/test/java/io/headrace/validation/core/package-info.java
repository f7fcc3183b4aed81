@NullMarked
package io.headrace.validation.core;

import org.jspecify.annotations.NullMarked;
