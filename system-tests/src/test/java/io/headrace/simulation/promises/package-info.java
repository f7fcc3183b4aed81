/// What must hold after every run.
@NullMarked
package io.headrace.simulation.promises;

import org.jspecify.annotations.NullMarked;
