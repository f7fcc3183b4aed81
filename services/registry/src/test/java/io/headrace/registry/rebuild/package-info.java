@NullMarked
package io.headrace.registry.rebuild;

import org.jspecify.annotations.NullMarked;
