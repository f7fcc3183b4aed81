@NullMarked
package io.headrace.app.traces;

import org.jspecify.annotations.NullMarked;
