/// Debezium as its manual shows it: what `./headrace bench` measures capture against.
///
/// It has a slot and a publication of its own and none of capture's promises: no Kafka transaction, no cut, no offset
/// that outlives it. Nothing else may be built on it.
@NullMarked
package io.headrace.capture.bare;

import org.jspecify.annotations.NullMarked;
