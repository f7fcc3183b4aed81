@NullMarked
package io.headrace.pipelines.stream;

import org.jspecify.annotations.NullMarked;
