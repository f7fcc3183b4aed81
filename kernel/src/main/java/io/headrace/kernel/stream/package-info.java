/// From Kafka records to inputs of a shell.
@NullMarked
package io.headrace.kernel.stream;

import org.jspecify.annotations.NullMarked;
