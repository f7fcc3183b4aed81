@NullMarked
package io.headrace.deployment.core;

import org.jspecify.annotations.NullMarked;
