/// Messages on the wire: Avro behind the id of its schema, and the registry that knows the ids.
@NullMarked
package io.headrace.kernel.avro;

import org.jspecify.annotations.NullMarked;
