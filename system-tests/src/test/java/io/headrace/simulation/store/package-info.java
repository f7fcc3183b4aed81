/// A database that executes the SQL of the services, in memory.
@NullMarked
package io.headrace.simulation.store;

import org.jspecify.annotations.NullMarked;
