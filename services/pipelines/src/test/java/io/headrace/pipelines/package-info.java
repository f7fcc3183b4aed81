@NullMarked
package io.headrace.pipelines;

import org.jspecify.annotations.NullMarked;
