/// Rows of `headrace.pipeline` in, events of pipelines out.
@NullMarked
package io.headrace.pipelines.stream;

import org.jspecify.annotations.NullMarked;
