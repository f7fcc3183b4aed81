/// The promises, on real servers: everything that `headrace up` starts, seen from outside.
@NullMarked
package io.headrace.system;

import org.jspecify.annotations.NullMarked;
