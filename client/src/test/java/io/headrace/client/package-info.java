@NullMarked
package io.headrace.client;

import org.jspecify.annotations.NullMarked;
