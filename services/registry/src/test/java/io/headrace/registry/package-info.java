@NullMarked
package io.headrace.registry;

import org.jspecify.annotations.NullMarked;
