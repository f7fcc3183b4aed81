@NullMarked
package io.headrace.deployment.stream;

import org.jspecify.annotations.NullMarked;
