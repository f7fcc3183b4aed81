/// Incidents between Avro and their rules.
@NullMarked
package io.headrace.incidents.stream;

import org.jspecify.annotations.NullMarked;
