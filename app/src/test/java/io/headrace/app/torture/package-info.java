@NullMarked
package io.headrace.app.torture;

import org.jspecify.annotations.NullMarked;
