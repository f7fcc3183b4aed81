/// The broker's own program. It runs in a child JVM with its own classpath; nothing else may use it.
@NullMarked
package io.headrace.embedded.broker;

import org.jspecify.annotations.NullMarked;
