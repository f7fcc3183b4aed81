/// What people do: they write rows, pipelines and requests.
@NullMarked
package io.headrace.simulation.people;

import org.jspecify.annotations.NullMarked;
