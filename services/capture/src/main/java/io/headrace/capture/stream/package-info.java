/// The engine: Debezium on one side, one transactional Kafka producer on the other, and the reads of whole tables
/// between.
@NullMarked
package io.headrace.capture.stream;

import org.jspecify.annotations.NullMarked;
