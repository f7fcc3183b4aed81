/// PostgreSQL, Kafka and the schema registry as real local programs, for `headrace up` and for tests.
///
/// [io.headrace.embedded.Servers] starts all three; each can be started alone. Everything they keep lies in one
/// folder, and a later start on the same folder continues there, on the same ports, whatever ended the earlier one.
/// Each server is a child program under a guard (see [io.headrace.embedded.Child]) that ends it when this JVM is
/// gone.
@NullMarked
package io.headrace.embedded;

import org.jspecify.annotations.NullMarked;
