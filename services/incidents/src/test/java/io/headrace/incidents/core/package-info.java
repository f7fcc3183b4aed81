@NullMarked
package io.headrace.incidents.core;

import org.jspecify.annotations.NullMarked;
