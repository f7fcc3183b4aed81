@NullMarked
package io.headrace.app.bench;

import org.jspecify.annotations.NullMarked;
