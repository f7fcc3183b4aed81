/// When to train, and what came of it. The JDK and exact sums only: no Kafka, no database, no clock.
@NullMarked
package io.headrace.training.core;

import org.jspecify.annotations.NullMarked;
