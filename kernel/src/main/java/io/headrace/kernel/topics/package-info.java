/// Topics, created with the settings they need and checked where they exist.
@NullMarked
package io.headrace.kernel.topics;

import org.jspecify.annotations.NullMarked;
