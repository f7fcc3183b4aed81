/// Where things stand in a trace, by W3C trace context, and who wants to know.
@NullMarked
package io.headrace.kernel.trace;

import org.jspecify.annotations.NullMarked;
