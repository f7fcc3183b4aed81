@NullMarked
package io.headrace.dataset.core;

import org.jspecify.annotations.NullMarked;
