/// Read models: tables that follow topics, and can be made again from them.
@NullMarked
package io.headrace.kernel.projector;

import org.jspecify.annotations.NullMarked;
