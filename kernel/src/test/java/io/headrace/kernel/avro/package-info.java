@NullMarked
package io.headrace.kernel.avro;

import org.jspecify.annotations.NullMarked;
