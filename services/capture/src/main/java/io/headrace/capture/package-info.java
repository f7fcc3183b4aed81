/// Change data capture, exactly once: committed rows of PostgreSQL → row topics, cuts, and the outbox's events.
@NullMarked
package io.headrace.capture;

import org.jspecify.annotations.NullMarked;
