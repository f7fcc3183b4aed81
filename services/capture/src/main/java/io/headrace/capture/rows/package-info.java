/// Rows as bytes: Avro in the Confluent wire format, one encoder for a change and for a row that capture
/// reads itself.
@NullMarked
package io.headrace.capture.rows;

import org.jspecify.annotations.NullMarked;
