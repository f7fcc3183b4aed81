@NullMarked
package io.headrace.deployment;

import org.jspecify.annotations.NullMarked;
