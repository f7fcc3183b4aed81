@NullMarked
package io.headrace.registry.fold;

import org.jspecify.annotations.NullMarked;
