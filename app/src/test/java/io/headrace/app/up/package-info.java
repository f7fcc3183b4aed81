@NullMarked
package io.headrace.app.up;

import org.jspecify.annotations.NullMarked;
