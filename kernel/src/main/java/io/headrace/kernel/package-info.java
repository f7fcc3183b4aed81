/// What every service needs and no service knows about: where the servers are and how to wait for them.
@NullMarked
package io.headrace.kernel;

import org.jspecify.annotations.NullMarked;
