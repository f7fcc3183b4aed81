@NullMarked
package io.headrace.worker.rowfile;

import org.jspecify.annotations.NullMarked;
