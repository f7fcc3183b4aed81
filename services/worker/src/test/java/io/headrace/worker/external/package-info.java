@NullMarked
package io.headrace.worker.external;

import org.jspecify.annotations.NullMarked;
