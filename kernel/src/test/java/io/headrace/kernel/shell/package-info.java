@NullMarked
package io.headrace.kernel.shell;

import org.jspecify.annotations.NullMarked;
