@NullMarked
package io.headrace.app.rebuild;

import org.jspecify.annotations.NullMarked;
