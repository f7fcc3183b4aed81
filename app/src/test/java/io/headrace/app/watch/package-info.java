@NullMarked
package io.headrace.app.watch;

import org.jspecify.annotations.NullMarked;
