@NullMarked
package io.headrace.app.timing;

import org.jspecify.annotations.NullMarked;
